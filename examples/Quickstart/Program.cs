using System.Globalization;
using Spectre.Console;
using Transfer;
using Transfer.Data;
using Transfer.Examples;
using Transfer.Metrics;

const int LabelsPerClass = 5;
const int Seed = 42;
double[] scratchRates = [3e-4, 1e-3, 3e-3];

if (!TryReadSeeds(args, out var seeds))
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project examples/Quickstart               one run, about a minute on two cores
        dotnet run -c Release --project examples/Quickstart -- --seeds 5  the median of as many runs
        """);
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var folder = AppContext.BaseDirectory;
var weights = Path.Combine(folder, "weights", "resnet18.safetensors");
string[] classes = ["Pullover", "Coat", "Shirt", "Sneaker", "Ankle boot"];
var labelled = Open("train");
var test = Open("test");

Console.WriteLine(QuickstartRecipes.FineTuneLayer4("weights/resnet18.safetensors", Seed).Compile());

var runs = new List<IReadOnlyList<Outcome>>();
for (var i = 0; i < seeds; i++)
{
    runs.Add(Compare(Seed + i, i == 0 ? ShowPredictions : null));
}

ShowTable(runs);
return 0;

IImageDataset Open(string part) => IdxImages.Open(
    Path.Combine(folder, "data", $"{part}-images-idx3-ubyte.gz"),
    Path.Combine(folder, "data", $"{part}-labels-idx1-ubyte.gz"),
    classes);

IReadOnlyList<Outcome> Compare(int seed, Action<TransferModel>? afterHeadline)
{
    var train = labelled.Take(LabelsPerClass, seed);
    var headline = Run("layer4 fine-tune", QuickstartRecipes.FineTuneLayer4(weights, seed), train, afterHeadline);
    var scratch = scratchRates
        .Select(rate => Run($"from scratch, rate {rate}", QuickstartRecipes.FromScratch(rate, seed), train))
        .MaxBy(outcome => outcome.Test.Top1)!;
    return
    [
        Run("linear probe", QuickstartRecipes.LinearProbe(weights, seed), train),
        headline,
        Run("all layers", QuickstartRecipes.FineTuneAll(weights, seed), train),
        scratch with { Name = "from scratch, best of three rates" },
    ];
}

Outcome Run(string name, Recipe recipe, IImageDataset train, Action<TransferModel>? after = null)
{
    using var model = TransferModel.Create(recipe.Compile());
    var history = TrainingBar.Show(name, progress => model.Train(train, progress: progress));
    var outcome = new Outcome(
        name, model.Plan.TrainableParameterCount, history.Epochs.Sum(epoch => epoch.Duration.TotalSeconds), model.Evaluate(test));
    after?.Invoke(model);
    return outcome;
}

// Saves the model, opens the file again, and lets what was opened classify an image of each class.
void ShowPredictions(TransferModel model)
{
    var path = Path.Combine(folder, "fashion.safetensors");
    model.Save(path);
    using var opened = TransferModel.Open(path);
    Console.WriteLine($"\nSaved to {path} ({new FileInfo(path).Length:N0} bytes), opened again:");
    var chosen = Enumerable.Range(0, classes.Length)
        .Select(label => Enumerable.Range(0, test.Count).First(i => test.Label(i) == label))
        .ToArray();
    var predictions = opened.Predict(chosen.Select(test.Load));
    var table = new Table().AddColumns("Image", "Is", "Predicted", "Probability");
    foreach (var (index, prediction) in chosen.Zip(predictions))
    {
        var right = prediction.Class == test.Label(index);
        table.AddRow(
            $"test {index}",
            classes[test.Label(index)],
            $"[{(right ? "green" : "red")}]{prediction.ClassName}[/]",
            $"{prediction.Probability:0.000}");
    }

    AnsiConsole.Write(table);
}

void ShowTable(IReadOnlyList<IReadOnlyList<Outcome>> all)
{
    var what = all.Count == 1 ? "one seed" : $"median of {all.Count} seeds";
    var setting =
        $"{LabelsPerClass} labelled images a class, {QuickstartRecipes.Epochs} epochs, {test.Count:N0} test images, {what}";
    AnsiConsole.MarkupLineInterpolated($"\n[bold]{setting}[/]");
    var table = new Table().AddColumns("", "Trained parameters", "Seconds", "Test top-1");
    for (var i = 0; i < all[0].Count; i++)
    {
        var row = all.Select(run => run[i]).ToArray();
        table.AddRow(
            row[0].Name,
            $"{row[0].Trained:N0}",
            $"{Median(row.Select(run => run.Seconds)):0.0}",
            $"{Median(row.Select(run => run.Test.Top1)):0.0%}");
    }

    AnsiConsole.Write(table);
    var gain = Median(all.Select(run => run[1].Test.Top1 - run[^1].Test.Top1));
    Console.WriteLine($"layer4 fine-tune against from scratch: {gain * 100:+0.0;-0.0} points");
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToArray();
    return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}

static bool TryReadSeeds(string[] args, out int seeds)
{
    seeds = 1;
    return args.Length == 0 || (args is ["--seeds", var count] && int.TryParse(count, out seeds) && seeds is > 0 and < 100);
}

internal sealed record Outcome(string Name, long Trained, double Seconds, Evaluation Test);
