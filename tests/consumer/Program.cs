using System.Globalization;
using Transfer;
using Transfer.Data;
using Transfer.Training;

// Half of the pictures are dark, half are bright.
const int Side = 64, Count = 32;
var samples = new byte[Count * Side * Side * 3];
var labels = new int[Count];
for (var i = 0; i < Count; i++)
{
    labels[i] = i % 2;
    samples.AsSpan(i * Side * Side * 3, Side * Side * 3).Fill((byte)(labels[i] == 0 ? 30 + i : 200 + i));
}

var pictures = new ImageArrays(samples, Side, Side, labels, ["dark", "bright"]);
var plan = Backbone.ResNet18()
    .InputSize(Side)
    .Head(2)
    .FreezeAll() // TRF001: the mistake that the build must report
    .Unfreeze(ResNet18Layers.Layer4)
    .Optimizer(Optimizers.Sgd(0.01))
    .Epochs(1)
    .BatchSize(16)
    .Seed(1)
    .Compile();

using var model = TransferModel.Create(plan);
var history = model.Train(pictures);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"top-1 {history.Epochs[^1].Training.Top1:F3}"));
