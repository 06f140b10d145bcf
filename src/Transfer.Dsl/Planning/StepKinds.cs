using Transfer.Steps;

namespace Transfer.Planning;

/// <summary>What a step is about, by the name of its method: also of those whose arguments the compiler can't know.</summary>
internal static class StepKinds
{
    public const string Phase = nameof(Recipe.Phase);

    // What only training reads; a batch size and a seed serve other uses of a model too.
    private static readonly HashSet<string> ForTraining =
    [
        nameof(Recipe.Accumulate), nameof(Recipe.Augment), nameof(Recipe.AverageWeights), nameof(Recipe.BalancedSampling),
        nameof(Recipe.ClipGradients), nameof(Recipe.EarlyStopping), nameof(Recipe.Epochs), nameof(Recipe.Group),
        nameof(Recipe.LayerDecay), nameof(Recipe.LearningRates), nameof(Recipe.Loss), nameof(Recipe.NoDecay), nameof(Recipe.Optimizer),
        Phase, nameof(Recipe.Schedule),
    ];

    /// <summary>The kind: steps of one kind set the same thing.</summary>
    public static string Of(Step step) => step switch
    {
        UnknownStep unknown => unknown.Method switch
        {
            nameof(Recipe.Then) or nameof(Recipe.FineTune) or nameof(Recipe.TwoPhase) or nameof(Recipe.GradualUnfreeze) => Phase,
            nameof(Recipe.ClipGradientValues) => nameof(Recipe.ClipGradients),
            var method => method,
        },
        AccumulateStep => nameof(Recipe.Accumulate),
        AugmentStep => nameof(Recipe.Augment),
        AverageWeightsStep => nameof(Recipe.AverageWeights),
        BalancedSamplingStep => nameof(Recipe.BalancedSampling),
        BatchNormStep => nameof(Recipe.BatchNorm),
        BatchSizeStep => nameof(Recipe.BatchSize),
        ClipGradientsStep => nameof(Recipe.ClipGradients),
        EarlyStoppingStep => nameof(Recipe.EarlyStopping),
        EpochsStep => nameof(Recipe.Epochs),
        FeaturesStep => nameof(Recipe.Features),
        GroupStep => nameof(Recipe.Group),
        HeadStep => nameof(Recipe.Head),
        InputChannelsStep => nameof(Recipe.InputChannels),
        InputSizeStep => nameof(Recipe.InputSize),
        LayerDecayStep => nameof(Recipe.LayerDecay),
        LearningRatesStep => nameof(Recipe.LearningRates),
        LossStep => nameof(Recipe.Loss),
        NoDecayStep => nameof(Recipe.NoDecay),
        OptimizerStep => nameof(Recipe.Optimizer),
        PhaseStep => Phase,
        PretrainedStep => nameof(Recipe.Pretrained),
        ScheduleStep => nameof(Recipe.Schedule),
        SeedStep => nameof(Recipe.Seed),
        _ => string.Empty,
    };

    /// <summary>Whether only training has a use for it: a recipe with such a step is one that trains.</summary>
    public static bool IsForTraining(Step step) => ForTraining.Contains(Of(step));
}
