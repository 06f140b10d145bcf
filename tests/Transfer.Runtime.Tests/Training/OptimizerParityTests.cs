using System.Text.Json;
using TorchSharp.Modules;
using Transfer.Common;
using Transfer.Optimization;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Tests.Training;

/// <summary>Every optimizer against PyTorch's on a small regression; tools/referee/optimizers.py wrote the table.</summary>
public sealed class OptimizerParityTests
{
    // At this step the bias has no gradient, so that its count of steps differs from the weight's.
    private const int NoBiasGradientAt = 4;

    private static readonly Dictionary<string, OptimizerSettings> Settings = new()
    {
        ["sgd"] = Optimizers.Sgd(0.1),
        ["sgd momentum"] = Optimizers.Sgd(0.1, momentum: 0.9, weightDecay: 0.01),
        ["sgd nesterov"] = Optimizers.Sgd(0.1, momentum: 0.9, weightDecay: 0.01, nesterov: true),
        ["adam"] = Optimizers.Adam(0.05),
        ["adam decay"] = Optimizers.Adam(0.05, 0.8, 0.9, 1e-6, 0.1),
        ["adamw"] = Optimizers.AdamW(0.05, weightDecay: 0.1),
        ["rmsprop"] = Optimizers.RMSprop(0.01),
        ["rmsprop momentum"] = Optimizers.RMSprop(0.01, alpha: 0.9, epsilon: 1e-6, weightDecay: 0.05, momentum: 0.8),
        ["rmsprop centered"] = Optimizers.RMSprop(0.01, momentum: 0.5, centered: true),
        ["nadam"] = Optimizers.NAdam(0.02),
        ["nadam decay"] = Optimizers.NAdam(0.02, 0.8, 0.95, weightDecay: 0.1, momentumDecay: 0.01),
        ["radam"] = Optimizers.RAdam(0.02),
        ["radam decay"] = Optimizers.RAdam(0.02, 0.8, 0.99, weightDecay: 0.1),
        ["adagrad"] = Optimizers.Adagrad(0.1),
        ["adagrad decay"] = Optimizers.Adagrad(0.1, rateDecay: 0.05, weightDecay: 0.1, initialAccumulator: 0.2),
        ["lbfgs"] = Optimizers.Lbfgs(0.5, iterations: 4, history: 3),
        ["lbfgs wolfe"] = Optimizers.Lbfgs(1, iterations: 3, strongWolfe: true),
    };

    private static readonly JsonElement Cases = JsonDocument.Parse(
        File.ReadAllBytes(
            Path.Combine(AppContext.BaseDirectory, "TestData", "Training", "optimizers.json"))).RootElement.GetProperty("cases");

    public static TheoryData<string> Names => new(Cases.EnumerateObject().Select(run => run.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_after_each_step_are_PyTorchs(string name)
    {
        using var regression = new Regression();
        using var optimizer = OptimizerFactory.Of(regression.Phase(Settings[name]), regression);
        Follow(name, regression, optimizer, 0, Cases.GetProperty(name).GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void State_by_name_goes_on_in_another_optimizer(string name)
    {
        var steps = Cases.GetProperty(name).GetArrayLength();
        using var regression = new Regression();
        var phase = regression.Phase(Settings[name]);
        using var first = OptimizerFactory.Of(phase, regression);
        Follow(name, regression, first, 0, steps / 2);
        using var second = OptimizerFactory.Of(phase, regression);
        second.Import(first.Export().Reverse().ToArray());
        Follow(name, regression, second, steps / 2, steps);
    }

    [Fact]
    public void The_table_has_every_optimizer() => Assert.Equal(
        Definition<OptimizerSettings>.All.Select(definition => definition.Name),
        Cases.EnumerateObject().Select(run => Settings[run.Name].DefinedBy.Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_parameter_that_no_longer_trains_is_forgotten_and_a_new_one_starts_fresh()
    {
        using var regression = new Regression();
        var phase = regression.Phase(Settings["adam"]);
        using var first = OptimizerFactory.Of(regression.Phase(Settings["adam"], phase.Groups[0]), regression);
        regression.Backward();
        first.step();
        using var second = OptimizerFactory.Of(phase, regression);
        second.Import(first.Export());
        Assert.Equal([1L, 0L], second.Members.Select(member => member.Steps));
        using var third = OptimizerFactory.Of(regression.Phase(Settings["adam"], phase.Groups[1]), regression);
        third.Import(first.Export());
        Assert.Empty(third.Export());
    }

    private static void Follow(string name, Regression regression, PlanOptimizer optimizer, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            using var scope = NewDisposeScope();
            if (optimizer is LbfgsOptimizer)
            {
                optimizer.step(regression.Backward);
            }
            else
            {
                regression.Backward();
                if (step == NoBiasGradientAt)
                {
                    regression.Bias.grad = null;
                }

                optimizer.step();
            }

            var expected = Cases.GetProperty(name)[step];
            AssertClose(expected.GetProperty("weight"), regression.Weight, step);
            AssertClose(expected.GetProperty("bias"), regression.Bias, step);
        }
    }

    private static void AssertClose(JsonElement expected, Tensor actual, int step)
    {
        foreach (var (number, value) in expected.EnumerateArray()
            .Select(number => number.GetDouble())
            .Zip(actual.data<float>().ToArray()))
        {
            Assert.True(Math.Abs(number - value) < 2e-5, $"step {step}: {value} instead of {number}");
        }
    }

    /// <summary>tanh(x·wᵀ + b) against targets; all numbers are sines, as in the referee.</summary>
    private sealed class Regression : nn.Module
    {
        private readonly Tensor inputs = Wave(24, 1.7, 0.3).reshape(8, 3);
        private readonly Tensor targets = Wave(16, 0.9, 1.1).reshape(8, 2);

        public Regression()
            : base(nameof(Regression))
        {
            Weight = new Parameter(Wave(6, 2.3, 0.7).reshape(2, 3));
            Bias = new Parameter(Wave(2, 1.1, 0.2));
            register_parameter("weight", Weight);
            register_parameter("bias", Bias);
        }

        public Parameter Weight { get; }

        public Parameter Bias { get; }

        public Phase Phase(OptimizerSettings settings) => settings is LbfgsSettings
            ? Phase(settings, new ParameterGroup("all", settings.LearningRate, 0, EquatableList.Of("weight", "bias")))
            : Phase(
                settings,
                new ParameterGroup("weight", settings.LearningRate, settings.WeightDecay, EquatableList.Of("weight")),
                new ParameterGroup("bias", settings.LearningRate / 10, 0, EquatableList.Of("bias")));

        public Phase Phase(OptimizerSettings settings, params ParameterGroup[] groups) => new(
            "train", 1, settings, EquatableList.Of(groups), EquatableList<int>.Empty, null, new PhaseCost(0, 0, 0));

        public Tensor Backward()
        {
            zero_grad(set_to_none: true);
            var loss = (inputs.matmul(Weight.t()) + Bias).tanh().sub(targets).square().mean();
            loss.backward();
            return loss;
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            inputs.Dispose();
            targets.Dispose();
        }

        private static Tensor Wave(int count, double frequency, double phase) =>
            tensor(Enumerable.Range(0, count).Select(i => (float)Math.Sin((frequency * i) + phase)).ToArray());
    }
}
