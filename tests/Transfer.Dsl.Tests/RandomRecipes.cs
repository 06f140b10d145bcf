using CsCheck;
using Transfer.Architectures;
using Transfer.Tests.Constructs;

namespace Transfer.Tests;

/// <summary>Recipes at random over ResNet-18, all of which compile.</summary>
internal static class RandomRecipes
{
    private static readonly Gen<string> Layers = Gen.OneOfConst(
        "conv1", "bn1", "layer1", "layer2.0", "layer3.1.bn2", "layer4", "layer4.1", "layer4.1.conv2", "layer4.0.downsample",
        "layer*.0", "layer?.1.conv1", "**.bias", "**.bn?", "layer3.0.conv1.weight", "**");

    private static readonly Gen<string> Kinds = Gen.OneOfConst(
        Transfer.Layers.Biases, Transfer.Layers.Norms, "layer4" + Transfer.Layers.Norms, "layer?.0" + Transfer.Layers.Biases);

    private static readonly Gen<double> Rates = Gen.Double[1e-6, 1];

    private static readonly Gen<Schedule> Schedules = Gen.OneOf(
        Gen.Const(Transfer.Schedules.Constant()),
        Gen.Int[1, 9].Select(size => Transfer.Schedules.Step(size)),
        Gen.Int[0, 3].Select(Gen.Enum<Per>(), (warmUp, per) => Transfer.Schedules.Cosine(warmUp, per: per)),
        Gen.Int[1, 5].Select(Gen.Int[1, 3], (first, multiplier) => Transfer.Schedules.CosineRestarts(first, multiplier)),
        Gen.Double[0.01, 0.99].Select(share => Transfer.Schedules.OneCycle(share)),
        Gen.Const(Transfer.Schedules.MultiStep([1, 3, 4], per: Per.Step)),
        Gen.Const(Transfer.Schedules.Linear(1, 0)),
        Gen.Const(Transfer.Schedules.Polynomial(2, length: 3)),
        Gen.Const(Transfer.Schedules.Exponential(0.9)),
        Gen.Enum<WatchedMetric>().Select(metric => Transfer.Schedules.ReduceOnPlateau(metric, patience: 1)));

    // Not L-BFGS: it goes with no groups.
    private static readonly Gen<OptimizerSettings> Optimizer = Rates.Select(
        Gen.Int[0, 6],
        (rate, kind) => kind switch
        {
            0 => Optimizers.Sgd(rate, momentum: 0.9, weightDecay: 1e-4),
            1 => Optimizers.Adam(rate),
            2 => Optimizers.AdamW(rate),
            3 => Optimizers.RMSprop(rate, centered: true),
            4 => Optimizers.NAdam(rate),
            5 => Optimizers.RAdam(rate),
            _ => Optimizers.Adagrad(rate),
        });

    private static readonly Gen<Func<PhaseBuilder, PhaseBuilder>> PhaseSteps = Gen.OneOf(
        Gen.Const<Func<PhaseBuilder, PhaseBuilder>>(phase => phase.FreezeAll()),
        Gen.Const<Func<PhaseBuilder, PhaseBuilder>>(phase => phase.UnfreezeAll()),
        Layers.Select<string, Func<PhaseBuilder, PhaseBuilder>>(layer => phase => phase.Freeze(layer)),
        Layers.Select<string, string, Func<PhaseBuilder, PhaseBuilder>>(
            Kinds, (layer, kind) => phase => phase.Unfreeze(layer, kind)),
        Layers.Select<string, Func<PhaseBuilder, PhaseBuilder>>(layer => phase => phase.UnfreezeFrom(layer)),
        Layers.Select<string, Func<PhaseBuilder, PhaseBuilder>>(layer => phase => phase.FreezeUpTo(layer)),
        Gen.Int[1, 7].Select<int, Func<PhaseBuilder, PhaseBuilder>>(stages => phase => phase.UnfreezeLast(stages)),
        Rates.Select<double, Func<PhaseBuilder, PhaseBuilder>>(rate => phase => phase.LearningRate(rate)),
        Rates.Select<double, Func<PhaseBuilder, PhaseBuilder>>(rate => phase => phase.LearningRates(rate / 100, rate)),
        Gen.Double[0.1, 1].Select<double, Func<PhaseBuilder, PhaseBuilder>>(decay => phase => phase.LayerDecay(decay)),
        Layers.Select<string, double, Func<PhaseBuilder, PhaseBuilder>>(
            Rates, (layer, rate) => phase => phase.Group(layer, rate, 0.5, "own")),
        Kinds.Select<string, Func<PhaseBuilder, PhaseBuilder>>(kind => phase => phase.NoDecay(kind)),
        Schedules.Select<Schedule, Func<PhaseBuilder, PhaseBuilder>>(schedule => phase => phase.Schedule(schedule)),
        Optimizer.Select<OptimizerSettings, Func<PhaseBuilder, PhaseBuilder>>(settings => phase => phase.Optimizer(settings)),
        Gen.Enum<FrozenBatchNorm>()
            .Select<FrozenBatchNorm, Func<PhaseBuilder, PhaseBuilder>>(mode => phase => phase.BatchNorm(mode)),
        Gen.Const<Func<PhaseBuilder, PhaseBuilder>>(phase => phase.FreshOptimizer()));

    // What holds for all phases, wherever it stands.
    private static readonly Gen<Func<Recipe, Recipe>> RunSteps = Gen.OneOf(
        Layers.Select<string, Func<Recipe, Recipe>>(layer => recipe => recipe.FreezeUpTo(layer)),
        Kinds.Select<string, Func<Recipe, Recipe>>(kind => recipe => recipe.Freeze(kind)),
        Gen.Int[1, 7].Select<int, Func<Recipe, Recipe>>(stages => recipe => recipe.UnfreezeLast(stages)),
        Rates.Select<double, Func<Recipe, Recipe>>(rate => recipe => recipe.LearningRates(rate / 100, rate)),
        Gen.Double[0.1, 1].Select<double, Func<Recipe, Recipe>>(decay => recipe => recipe.LayerDecay(decay)),
        Kinds.Select<string, Func<Recipe, Recipe>>(kind => recipe => recipe.NoDecay(kind)),
        Kinds.Select<string, double, Func<Recipe, Recipe>>(Rates, (kind, rate) => recipe => recipe.Group(kind, rate)),
        Schedules.Select<Schedule, Func<Recipe, Recipe>>(schedule => recipe => recipe.Schedule(schedule)),
        Optimizer.Select<OptimizerSettings, Func<Recipe, Recipe>>(settings => recipe => recipe.Optimizer(settings)),
        Gen.Int[1, 5].Select<int, Func<Recipe, Recipe>>(channels => recipe => recipe.InputChannels(channels)),
        Gen.Double[0, 0.9].Select<double, Func<Recipe, Recipe>>(share => recipe => recipe.Loss(Losses.CrossEntropy(share))),
        Gen.Const<Func<Recipe, Recipe>>(recipe => recipe.Loss(Losses.BinaryCrossEntropy())),
        Gen.Const<Func<Recipe, Recipe>>(recipe => recipe.Augment(Augmentations.HorizontalFlip(), Augmentations.MixUp(0.2))),
        Gen.Const<Func<Recipe, Recipe>>(recipe => recipe.BalancedSampling()),
        Gen.Int[1, 9]
            .Select<int, Func<Recipe, Recipe>>(
                patience => recipe => recipe.EarlyStopping(patience, WatchedMetric.ValidationTop1)),
        Rates.Select<double, Func<Recipe, Recipe>>(norm => recipe => recipe.ClipGradients(norm)),
        Gen.Int[1, 9].Select<int, Func<Recipe, Recipe>>(batches => recipe => recipe.Accumulate(batches)),
        Gen.Double[0, 0.999].Select<double, Func<Recipe, Recipe>>(decay => recipe => recipe.AverageWeights(decay)));

    private static readonly Gen<Func<Recipe, Recipe>> Phases = Gen.Int[1, 9]
        .Select<int, List<Func<PhaseBuilder, PhaseBuilder>>, Func<Recipe, Recipe>>(
        PhaseSteps.List[0, 4],
        (epochs, steps) => recipe => recipe.Then(epochs, phase => steps.Aggregate(phase, (built, step) => step(built))));

    private static readonly Gen<Func<Recipe, Recipe>> Steps = Gen.OneOf(
        Gen.Const<Func<Recipe, Recipe>>(recipe => recipe.FreezeAll()),
        Layers.Select<string, Func<Recipe, Recipe>>(layer => recipe => recipe.Freeze(layer)),
        Layers.Select<string, string, Func<Recipe, Recipe>>(Layers, (one, two) => recipe => recipe.Unfreeze(one, two)),
        Layers.Select<string, Func<Recipe, Recipe>>(layer => recipe => recipe.UnfreezeFrom(layer)),
        Layers.Select<string, double, Func<Recipe, Recipe>>(
            Gen.Double[1e-6, 1], (layer, rate) => recipe => recipe.Group(layer, rate)),
        Gen.Int[1, 1000].Select<int, Func<Recipe, Recipe>>(classes => recipe => recipe.Head(classes)),
        Gen.Int[1, 9]
            .Select<int, double, Func<Recipe, Recipe>>(
                Gen.Double[0, 1], (classes, dropout) => recipe => recipe.Head(classes, dropout)),
        Gen.Const<Func<Recipe, Recipe>>(recipe => recipe.Head(head => head.Linear(8).BatchNorm().ReLU().Linear(3, bias: false))),
        Gen.Const<Func<Recipe, Recipe>>(recipe => recipe.Features()),
        Gen.Enum<FrozenBatchNorm>().Select<FrozenBatchNorm, Func<Recipe, Recipe>>(mode => recipe => recipe.BatchNorm(mode)),
        Gen.Double[1e-9, 10].Select<double, double, Func<Recipe, Recipe>>(Gen.Double[0, 0.99], (rate, momentum) => recipe =>
            recipe.Optimizer(Optimizers.Sgd(rate, momentum))),
        Gen.Int.Select<int, Func<Recipe, Recipe>>(seed => recipe => recipe.Seed(seed)),
        Gen.Int[32, 300].Select<int, Func<Recipe, Recipe>>(pixels => recipe => recipe.InputSize(pixels)),
        Gen.Const<Func<Recipe, Recipe>>(recipe => recipe.Pretrained()),
        Gen.OneOfConst("a.pth", "c:\\ü \"b\".safetensors", "\t1\r\n2").Select<string, Func<Recipe, Recipe>>(path => recipe =>
            recipe.Pretrained(WeightsFile.At(path))));

    public static Gen<Recipe> All { get; } = Steps.List[0, 8].Select(steps =>
        steps.Aggregate(Backbone.ResNet18(), (recipe, step) => step(recipe)));

    /// <summary>
    /// Recipes of every step and setting that is defined, with whatever numbers their checks let through; not all of them
    /// compile.
    /// </summary>
    public static IEnumerable<Recipe> OfTheWholeLanguage(int count)
    {
        var random = new Random(1);
        var kinds = Samples.OfRecipes;
        for (var i = 0; i < count; i++)
        {
            var steps = Enumerable.Range(0, random.Next(1, 6))
                .Select(_ => Samples.RecipeWith(Samples.Of(kinds[random.Next(kinds.Count)], random.Next(1000))).Steps[0]);
            yield return new Recipe(Backbone.ResNet18().Architecture, [.. steps]);
        }
    }

    /// <summary>A recipe over each built-in backbone, of steps that name none of its layers; all of them compile.</summary>
    public static IEnumerable<Recipe> OfEveryBackbone()
    {
        var random = new Random(1);
        foreach (var architecture in Zoo.Architectures)
        {
            var start = new Recipe(architecture, []);
            // A family that lacks its entries is named by the test that looks for them.
            var entry = architecture.Weights.Count > 0 ? architecture.Weights[random.Next(architecture.Weights.Count)] : null;
            var recipe = random.Next(2) == 0 || entry is null ? start : start.Pretrained(entry.Name);
            recipe = random.Next(2) == 0 ? recipe : recipe.FreezeAll();
            recipe = recipe.Head(random.Next(2, 1000), dropout: random.NextDouble());
            recipe = random.Next(2) == 0 ? recipe : recipe.UnfreezeLast(random.Next(1, 3));
            yield return recipe.Optimizer(Optimizers.Sgd(random.NextDouble())).Epochs(random.Next(1, 9)).Seed(random.Next());
        }
    }

    /// <summary>
    /// Recipes of the whole language: phases, schedules, groups by depth and kind, and all else that a run has.
    /// </summary>
    public static Gen<Recipe> WithPhases { get; } = Gen.OneOf(Steps, RunSteps).List[0, 6].Select(
        Phases.List[0, 4],
        (steps, phases) => phases.Aggregate(
            steps.Aggregate(Backbone.ResNet18(), (recipe, step) => step(recipe)), (recipe, phase) => phase(recipe)));
}
