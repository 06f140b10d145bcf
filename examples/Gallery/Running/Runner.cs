using System.Diagnostics;
using Spectre.Console;
using Transfer.Data;
using Transfer.Metrics;
using Transfer.Training;

namespace Transfer.Examples.Gallery;

/// <summary>Trains recipes of the gallery on the shipped images.</summary>
internal static class Runner
{
    private const int Seed = 42;
    private const double ValidationShare = 0.2;

    /// <summary>Trains a recipe and measures it.</summary>
    /// <param name="entry">The recipe.</param>
    /// <param name="options">The options.</param>
    /// <returns>What came out.</returns>
    public static Outcome Run(GalleryRecipe entry, RunOptions options)
    {
        var setting = new OnShippedPictures(options);
        var plan = entry.Write(setting).Seed(Seed).Compile();
        var (labelled, test) = (ShippedPictures.Train, ShippedPictures.Test);
        var (train, validation) = labelled.StratifiedSplit(ValidationShare, Seed);
        var (training, checking, testing) = options.Quick
            ? (Shortened(train, plan), validation.Take(perClass: 2, Seed), test.Take(perClass: 10, Seed))
            : (train, validation, test.Take(perClass: 100, Seed));

        var clock = Stopwatch.StartNew();
        using var model = TransferModel.Create(plan);
        var history = TrainingBar.Show(entry.Name, progress => model.Train(training, checking, progress: progress));
        var result = model.Evaluate(testing);
        return new Outcome(
            entry.Name, plan, setting.Origin, history, result, clock.Elapsed);
    }

    /// <summary>Prints a run's epochs.</summary>
    /// <param name="outcome">The run.</param>
    public static void Show(Outcome outcome)
    {
        var table = new Table().AddColumns("Phase", "Epoch", "Loss", "Top-1", "Validation top-1", "Seconds");
        foreach (var epoch in outcome.History.Epochs)
        {
            table.AddRow(
                Markup.Escape(epoch.Phase),
                $"{epoch.Epoch}",
                $"{epoch.Training.Loss:0.000}",
                $"{epoch.Training.Top1:0.0%}",
                $"{epoch.Validation!.Top1:0.0%}",
                $"{epoch.Duration.TotalSeconds:0.0}");
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Prints what runs came to.</summary>
    /// <param name="outcomes">The runs.</param>
    public static void Summarize(IReadOnlyList<Outcome> outcomes)
    {
        var table = new Table().AddColumns("Recipe", "Backbone", "From", "Trained parameters", "Epochs", "Seconds", "Test top-1");
        foreach (var outcome in outcomes)
        {
            table.AddRow(
                outcome.Name,
                outcome.Plan.Graph.Architecture,
                outcome.Origin,
                $"{outcome.Plan.TrainableParameterCount:N0}",
                $"{outcome.History.Epochs.Count}",
                $"{outcome.Duration.TotalSeconds:0.0}",
                $"{outcome.Test.Top1:0.0%}");
        }

        AnsiConsole.Write(table);
        if (outcomes.Any(outcome => outcome.Origin == "random weights"))
        {
            AnsiConsole.WriteLine(
                "Random weights: only a ResNet18 is shipped. Such a top-1 shows that the recipe runs, not what it is worth; "
                + "--pretrained starts from the source's weights (downloaded once), --weights FILE from yours.");
        }
    }

    // Two batches where they are small, so that a step follows another.
    private static Subset Shortened(IImageDataset train, Plan plan) =>
        train.Take(perClass: Math.Clamp(2 * plan.BatchSize / OnShippedPictures.ClassCount, 2, 5), Seed);
}

/// <summary>What a run came to.</summary>
/// <param name="Name">The recipe's name.</param>
/// <param name="Plan">What ran.</param>
/// <param name="Origin">Where its weights came from.</param>
/// <param name="History">Its epochs.</param>
/// <param name="Test">Loss and accuracy on test images.</param>
/// <param name="Duration">Time taken, from building the model to the test.</param>
internal sealed record Outcome(
    string Name, Plan Plan, string Origin, TrainingHistory History, Evaluation Test, TimeSpan Duration);
