using Transfer.Common;
using Transfer.Optimization;
using Transfer.Recipes;
using Transfer.Tests.Constructs;
using Transfer.Training;
using Transfer.Training.Parts;
using static TorchSharp.torch;

namespace Transfer.Tests.Conformance;

/// <summary>Whatever a recipe can say of a run, this back end does; what it lacks fails a test that names it.</summary>
public class ImplementationTests
{
    private static readonly Recipe Start = Backbone.SqueezeNet1_1().FreezeAll().Head(3).Seed(1);

    public static TheoryData<string> Optimizers => KindsOf<OptimizerSettings>();

    public static TheoryData<string> LossFunctions => KindsOf<Loss>();

    public static TheoryData<string> Settings => KindsOf<RunSetting>();

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Every_optimizer_takes_steps(string kind)
    {
        var plan = Start.Optimizer((OptimizerSettings)Samples.Of(Samples.Find(kind))).Compile();
        using var scope = NewDisposeScope();
        using var module = plan.CreateModule();
        using var optimizer = OptimizerFactory.Of(plan.Phases[0], module);
        var parameters = optimizer.Members.Select(member => member.Parameter).ToArray();
        var before = parameters.Select(parameter => parameter.detach().clone()).ToArray();

        optimizer.step(() =>
        {
            optimizer.zero_grad();
            var loss = parameters.Select(parameter => (parameter - 1).square().sum()).Aggregate((sum, one) => sum + one);
            loss.backward();
            return loss;
        });

        Assert.All(parameters.Zip(before), pair => Assert.False(pair.First.equal(pair.Second).all().item<bool>()));
    }

    [Theory]
    [MemberData(nameof(LossFunctions))]
    public void Every_loss_is_computed(string kind)
    {
        using var scope = NewDisposeScope();
        var loss = Enumerable.Range(0, 100).Select(salt => (Loss)Samples.Of(Samples.Find(kind), salt))
            .First(one => !one.ProblemsWith(3).Any());
        using var function = LossFactory.Of(loss, CPU);
        var logits = tensor([0.5f, -1, 2, 1, 0, -2], [2, 3]).requires_grad_();

        var value = function.Of(logits, loss.Traits.IsOfOneClass ? tensor([2L, 1L]) : tensor([1f, 0, 1, 0, 0, 1], [2, 3]));
        value.backward();

        Assert.True(value.item<float>() > 0, $"{loss} is {value.item<float>()}.");
        Assert.True(logits.grad!.abs().sum().item<float>() > 0, $"{loss} has no gradient.");
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_does_something(string kind)
    {
        var setting = Enumerable.Range(0, 100).Select(salt => (RunSetting)Samples.Of(Samples.Find(kind), salt))
            .First(one => !one.IsDefault && !one.ProblemsWith(3).Any());
        var without = Start.Compile();
        var with = new Recipe(Start.Architecture, [.. Start.Steps, new RunSettingStep(setting)]).Compile();

        var does = setting.IsPartOfRun ? PlanParts.Of(with).All.Count == PlanParts.Of(without).All.Count + 1
            : with.Training.Loss != without.Training.Loss
                || !BatchesOf(with).Augmentations.SequenceEqual(BatchesOf(without).Augmentations)
                || BatchesOf(with) with { Augmentations = [] } != BatchesOf(without) with { Augmentations = [] };

        Assert.True(
            does,
            $"{setting} changes no loss and nothing of how batches are made (TrainingBatches): if a part of the run does "
            + "what it says, "
            + "IsPartOfRun is true.");
    }

    private static Data.BatchLoaderOptions BatchesOf(Plan plan) => TrainingBatches.Options(plan, images: 10, seed: 1);

    private static TheoryData<string> KindsOf<T>()
        where T : Construct =>
        new(Samples.Definitions.Where(definition => definition.Type.IsAssignableTo(typeof(T))).Select(Samples.NameOf));
}
