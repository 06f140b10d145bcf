using System.Reflection;
using Transfer.Common;
using Transfer.Optimization;
using Transfer.Recipes;
using Transfer.Tests.Constructs;
using Transfer.Training;
using Transfer.Training.Parts;
using Transfer.Training.Runs;
using static TorchSharp.torch;

namespace Transfer.Tests.Conformance;

/// <summary>Whatever a recipe can say of a run, this back end does; what it lacks fails a test that names it.</summary>
public class ImplementationTests
{
    private static readonly Recipe Start = Backbone.SqueezeNet1_1().FreezeAll().Head(3).Seed(1);

    public static TheoryData<string> Optimizers => KindsOf<OptimizerSettings>();

    public static TheoryData<string> LossFunctions => KindsOf<Loss>();

    public static TheoryData<string> Augmented => new(Samples.Written
        .Where(definition => definition.Type.IsAssignableTo(typeof(Augmentation))).Select(Samples.NameOf));

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
    [MemberData(nameof(Optimizers))]
    public void Every_argument_of_an_optimizer_counts(string kind)
    {
        // L-BFGS has limits that a short run doesn't reach.
        var definition = Samples.Find(kind);
        if (((OptimizerSettings)Samples.Of(definition)).NeedsClosure)
        {
            return;
        }

        using var scope = NewDisposeScope();
        Assert.All(
            Samples.Pairs(definition, 20).GroupBy(pair => pair.Argument),
            pairs => Assert.True(
                pairs.Any(pair => !After((OptimizerSettings)pair.One).equal(After((OptimizerSettings)pair.Other)).all()
                    .item<bool>()),
                $"{kind} takes the same steps whatever its {pairs.Key}."));
    }

    [Theory]
    [MemberData(nameof(Augmented))]
    public void Every_augmentation_changes_images(string kind)
    {
        var preprocessing = new Data.Preprocessing(
            40, 32, Data.Interpolation.Bilinear, Data.Preprocessing.ImageNetMean, Data.Preprocessing.ImageNetStd);
        var random = new Random(1);
        var changes = Enumerable.Range(0, 100).Any(salt =>
        {
            var (pixels, values) = (new byte[40 * 32 * 3], new float[2 * 3 * 32 * 32]);
            random.NextBytes(pixels);
            values.AsSpan().Fill(1);
            values[^1] = 2;
            var (image, before) = (new Data.RgbImage(40, 32, pixels), values.ToArray());
            switch (Samples.Of(Samples.Find(kind), salt))
            {
                case ImageAugmentation one:
                    one.Apply(values, 32, random);
                    return one.Apply(image, preprocessing, random) != image || !values.SequenceEqual(before);
                case BatchAugmentation batch:
                    batch.Mix(values, new float[] { 1, 0, 0, 1 }, 2, 32, random);
                    return !values.SequenceEqual(before);
                default:
                    return false;
            }
        });

        Assert.True(changes, $"{kind} leaves images as they are: it has no Apply, or no Mix.");
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

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_part_of_a_run_has_a_hook_and_comes_once(string kind)
    {
        var settings = Enumerable.Range(0, 100).Select(salt => (RunSetting)Samples.Of(Samples.Find(kind), salt))
            .Where(one => one.IsPartOfRun && !one.IsDefault && !one.ProblemsWith(3).Any()).Take(2).ToArray();
        if (settings.Length == 0)
        {
            return;
        }

        string[] others = [nameof(RunPart.Save), nameof(RunPart.Load)];
        var part = PartImplementation.For(settings[0]).Make(settings[0]).GetType();
        Assert.True(
            part.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Any(method => !method.IsSpecialName && !others.Contains(method.Name)
                    && typeof(RunPart).GetMethod(method.Name) is not null),
            $"{part.Name}, the part of {settings[0]}, has no hook.");

        var twice = new Recipe(
            Start.Architecture, [.. Start.Steps, .. settings.Select(setting => new RunSettingStep(setting))]).Compile();
        Assert.True(
            PlanParts.Of(twice).Names.Distinct().Count() == PlanParts.Of(twice).All.Count,
            $"Given twice, {kind} makes two parts of one name: its definition lacks lastHolds.");
    }

    private static Tensor After(OptimizerSettings settings)
    {
        using var scope = NewDisposeScope();
        var plan = Start.Optimizer(settings).Compile();
        using var module = plan.CreateModule();
        using var optimizer = OptimizerFactory.Of(plan.Phases[0], module);
        var parameters = optimizer.Members.Select(member => member.Parameter).ToArray();
        for (var step = 0; step < 30; step++)
        {
            optimizer.zero_grad();
            parameters.Select(one => ((one - 0.5) * (step + 1)).sin().sum()).Aggregate((sum, one) => sum + one).backward();
            optimizer.step();
        }

        return cat([.. parameters.Select(one => one.detach().flatten())]).MoveToOuterDisposeScope();
    }

    private static Data.BatchLoaderOptions BatchesOf(Plan plan) => TrainingBatches.Options(plan, images: 10, seed: 1);

    private static TheoryData<string> KindsOf<T>()
        where T : Construct =>
        new(Samples.Definitions.Where(definition => definition.Type.IsAssignableTo(typeof(T))).Select(Samples.NameOf));
}
