using System.Globalization;
using app;
using Transfer;
using Transfer.Data;
using Transfer.Weights;
using Transfer.Weights.Loading;

// Half of the images are dark, half are bright.
const int Side = 64, Count = 32;
var samples = new byte[Count * Side * Side * 3];
var labels = new int[Count];
for (var i = 0; i < Count; i++)
{
    labels[i] = i % 2;
    samples.AsSpan(i * Side * Side * 3, Side * Side * 3).Fill((byte)(labels[i] == 0 ? 30 + i : 200 + i));
}

var pictures = new ImageArrays(samples, Side, Side, labels, ["dark", "bright"]);
foreach (var entry in Recipes.All)
{
    Console.WriteLine(entry);
    Console.WriteLine($"generated plan is that of the run: {entry.Plan == entry.CreateRecipe().Compile()}");
}

using var model = TransferModel.Create(Catalog.Pictures);
var history = model.Train(pictures);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"top-1 {history.Epochs[^1].Training.Top1:F3}"));

var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.safetensors");
try
{
    model.Save(file);
    // Without TorchSharp: what any other back end reads.
    using (var saved = WeightsFileReader.Read(file))
    {
        Console.WriteLine(
            $"the file holds the plan: {ModelDescription.Read(saved).Plan == Catalog.Pictures}, and {saved.Count} tensors");
    }

    using var opened = TransferModel.Open(file);
    Console.WriteLine($"opened model names {string.Join(" and ", opened.ClassNames)}");
    Console.WriteLine($"opened model judges as the saved one: {opened.Evaluate(pictures) == model.Evaluate(pictures)}");
}
finally
{
    File.Delete(file);
}

internal static partial class Catalog
{
    /// <summary>Dark images and bright ones.</summary>
    [Recipe]
    public static partial Plan Pictures { get; }

    private static Recipe PicturesRecipe => Backbone.ResNet18()
        .InputSize(64)
        .Head(2)
        .FreezeAll() // TRF001: the mistake that the build must report
        .Unfreeze(ResNet18Layers.Layer4)
        .Optimizer(Optimizers.Sgd(0.01))
        .Epochs(1)
        .BatchSize(16)
        .Seed(1);
}
