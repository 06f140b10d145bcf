using System.Text.Json;
using Transfer.Data;
using Transfer.Training;
using static TorchSharp.torch;

namespace Transfer.Tests.Parity;

/// <summary>All of the referee's runs by recipe and <c>Train</c>, with no custom loop.</summary>
public sealed class LanguageTests
{
    private const string Salt = "a";
    private const int Side = 64;

    public static TheoryData<string> Cases =>
        new(Referee.Read("training.json").GetProperty("cases").EnumerateObject().Select(run => run.Name));

    [Fact]
    public void The_referee_has_seven_runs() => Assert.Equal(7, Cases.Count);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Losses_and_logits_follow_PyTorch(string name)
    {
        var expected = Referee.Read("training.json").GetProperty("cases").GetProperty(name);
        var classes = expected.GetProperty("classes").GetInt32();
        var losses = expected.GetProperty("losses").Numbers();
        using var weights = new FormulaFile(expected.GetProperty("model").GetString()!, Salt);
        var recipe = TrainingTests.RecipeOf(expected, weights.Path, classes);
        var steps = losses.Length;
        if (expected.GetProperty("unfreeze_at") is { ValueKind: JsonValueKind.Object } late)
        {
            // A phase is whole epochs: the steps until the layer joins are the first one's.
            steps = late.GetProperty("step").GetInt32();
            var layer = late.GetProperty("layer").GetString()!;
            recipe = recipe
                .Phase("head", epochs: 1)
                .Then(epochs: 1, p => p.Unfreeze(layer).Group(layer, learningRate: late.GetProperty("lr").GetDouble()));
            Assert.Equal(losses.Length, 2 * steps);
        }

        using var model = TransferModel.Create(recipe.Compile(), CPU);
        TrainingTests.FillHead(model.Plan, model.Module);
        var found = new StepLosses();
        model.Train(new RefereeBatches(Salt, steps, Side, classes), null, new TrainingOptions(), null, seed: 0, found);

        var tolerance = expected.GetProperty("optimizer")
            .GetProperty("kind")
            .GetString()!
            .StartsWith("adam", StringComparison.Ordinal) ? 2e-3 : 1e-3;
        Assert.Equal(losses.Length, found.All.Count);
        for (var i = 0; i < losses.Length; i++)
        {
            Assert.Equal(losses[i], found.All[i], Math.Abs(losses[i]) * tolerance);
        }

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var images = tensor(FormulaWeights.Input("x99", Salt, 8 * 3 * Side * Side), [8, 3, Side, Side]);
        var logits = model.Module.forward(images).data<float>().ToArray();
        var rows = expected.GetProperty("eval_logits_after").EnumerateArray().SelectMany(row => row.Numbers()).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            Assert.Equal(rows[i], logits[i], 1e-2);
        }
    }

    // Progress reports the mean of the epoch so far.
    private sealed class StepLosses : IProgress<TrainingProgress>
    {
        private double sum;

        public List<double> All { get; } = [];

        public void Report(TrainingProgress value)
        {
            sum = value.Batch == 1 ? 0 : sum;
            All.Add((value.Loss * value.Batch) - sum);
            sum = value.Loss * value.Batch;
        }
    }
}

/// <summary>The referee's batches: 8 images of noise each, counted on over the epochs.</summary>
internal sealed class RefereeBatches(string salt, int steps, int side, int classes) : IBatchSource
{
    private const int Size = 8;
    private readonly BufferPool pool = new(1);

    public string Identity => "the referee's batches";

    public int BatchCount => steps;

    public int Images => steps * Size;

    public IEnumerable<Batch> Epoch(int epoch, int first, CancellationToken cancellation) =>
        from step in Enumerable.Range(epoch * steps, steps).Skip(first)
        select new Batch(
            pool,
            FormulaWeights.Input($"x{step}", salt, Size * 3 * side * side),
            FormulaWeights.Labels($"y{step}", salt, Size, classes),
            null,
            [.. Enumerable.Range(step * Size, Size)]);
}
