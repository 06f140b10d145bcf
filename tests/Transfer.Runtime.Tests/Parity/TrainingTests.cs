using System.Text.Json;
using Transfer.Modules;
using Transfer.Planning;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Transfer.Tests.Parity;

/// <summary>The plan's module and optimizer in a custom loop, against the same steps in PyTorch.</summary>
public sealed class TrainingTests
{
    private const string Salt = "a";
    private const int Batch = 8;
    private const int Side = 64;

    // Unfreezing in the middle of a run is another plan.
    public static TheoryData<string> Cases =>
        new(Referee.Read("training.json").GetProperty("cases").EnumerateObject()
            .Where(run => run.Value.GetProperty("unfreeze_at").ValueKind == JsonValueKind.Null)
            .Select(run => run.Name));

    [Fact]
    public void The_referee_has_six_such_runs() => Assert.Equal(6, Cases.Count);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Losses_and_logits_follow_PyTorch(string name)
    {
        var expected = Referee.Read("training.json").GetProperty("cases").GetProperty(name);
        var classes = expected.GetProperty("classes").GetInt32();
        using var weights = new FormulaFile(expected.GetProperty("model").GetString()!, Salt);
        var plan = RecipeOf(expected, weights.Path, classes).Compile();
        using var module = plan.CreateModule();
        FillHead(plan, module);
        var before = Snapshot(module);

        using var optimizer = plan.CreateOptimizer(module);
        var losses = expected.GetProperty("losses").Numbers();
        var tolerance = expected.GetProperty("optimizer")
            .GetProperty("kind")
            .GetString()!
            .StartsWith("adam", StringComparison.Ordinal) ? 2e-3 : 1e-3;
        module.train();
        for (var step = 0; step < losses.Length; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss =
                F.cross_entropy(module.forward(Images(step)), tensor(FormulaWeights.Labels($"y{step}", Salt, Batch, classes)));
            loss.backward();
            optimizer.step();
            Assert.Equal(losses[step], loss.item<float>(), Math.Abs(losses[step]) * tolerance);
        }

        module.eval();
        using (no_grad())
        using (NewDisposeScope())
        {
            var logits = module.forward(Images(99)).data<float>().ToArray();
            var rows = expected.GetProperty("eval_logits_after").EnumerateArray().SelectMany(row => row.Numbers()).ToArray();
            for (var i = 0; i < rows.Length; i++)
            {
                Assert.Equal(rows[i], logits[i], 1e-2);
            }
        }

        foreach (var sum in expected.GetProperty("frozen_bn_running_mean_sum").EnumerateObject())
        {
            Assert.Equal(
                sum.Value.GetDouble(),
                Snapshot(module)[sum.Name].Sum(value => (double)BitConverter.Int32BitsToSingle(value)),
                1e-5);
        }

        AssertFrozenIsBitIdentical(plan, before, Snapshot(module));
    }

    internal static Recipe RecipeOf(JsonElement run, string weights, int classes)
    {
        var trainable = run.GetProperty("trainable").EnumerateArray().Select(layer => layer.GetString()!).ToArray();
        var recipe = Backbone.Named(run.GetProperty("model").GetString()!)
            .Pretrained(WeightsFile.At(weights))
            .InputSize(Side, resize: Side)
            .FreezeAll()
            .Unfreeze(trainable)
            .Head(classes)
            .Dropout(0)
            .StochasticDepth(0)
            .Optimizer(OptimizerOf(run.GetProperty("optimizer")));
        return run.GetProperty("groups") is { ValueKind: JsonValueKind.Array } groups
            ? groups.EnumerateArray().Aggregate(recipe, (longer, group) =>
                longer.Group(group.GetProperty("layer").GetString()!, group.GetProperty("lr").GetDouble()))
            : recipe;
    }

    internal static OptimizerSettings OptimizerOf(JsonElement settings)
    {
        double Number(string name, double otherwise) =>
            settings.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
        var rate = settings.GetProperty("lr").GetDouble();
        return settings.GetProperty("kind").GetString() switch
        {
            "sgd" => Optimizers.Sgd(rate, Number("momentum", 0), Number("weight_decay", 0)),
            "adam" => Optimizers.Adam(rate, weightDecay: Number("weight_decay", 0)),
            "adamw" => Optimizers.AdamW(rate, weightDecay: Number("weight_decay", 0.01)),
            var kind => throw new InvalidDataException($"The referee used the optimizer {kind}."),
        };
    }

    internal static void FillHead(Plan plan, PlanModule module)
    {
        using var noGradient = no_grad();
        var state = module.state_dict();
        foreach (var parameter in plan.Parameters.Where(parameter => parameter.Provenance == Provenance.New))
        {
            using var values =
                tensor(FormulaWeights.Weight(parameter.Name, Salt, parameter.Shape.Dimensions), state[parameter.Name].shape);
            state[parameter.Name].copy_(values);
        }
    }

    private static Tensor Images(int step) =>
        tensor(FormulaWeights.Input($"x{step}", Salt, Batch * 3 * Side * Side), [Batch, 3, Side, Side]);

    private static Dictionary<string, int[]> Snapshot(PlanModule module) => module.state_dict()
        .Where(pair => pair.Value.dtype == ScalarType.Float32)
        .ToDictionary(
            pair => pair.Key, pair => pair.Value.data<float>().ToArray().Select(BitConverter.SingleToInt32Bits).ToArray());

    private static void AssertFrozenIsBitIdentical(Plan plan, Dictionary<string, int[]> before, Dictionary<string, int[]> after)
    {
        var moved = before.Keys.Where(name => !before[name].SequenceEqual(after[name])).ToArray();
        var inference = plan.Phases[0].InferenceNodes.ToHashSet();
        var frozenBuffers = plan.Graph.Buffers.Where(buffer => inference.Contains(buffer.Node)).Select(buffer => buffer.Name);
        var frozen = plan.Parameters
            .Select(parameter => parameter.Name)
            .Where(parameter => !plan.IsTrainable(parameter))
            .Concat(frozenBuffers);
        Assert.Empty(moved.Intersect(frozen));
        Assert.NotEmpty(moved);
    }
}
