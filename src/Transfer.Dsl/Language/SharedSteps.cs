using Transfer.Graphs;
using Transfer.Steps;

namespace Transfer;

/// <summary>Makes the steps that a recipe and its phases share, with their arguments checked.</summary>
internal static class SharedSteps
{
    public static Step Freeze(string[] layers) => new FreezeStep(LayerNames.Several(layers));

    public static Step FreezeUpTo(string layer) => new FreezeUpToStep(LayerNames.One(layer));

    public static Step Unfreeze(string[] layers) => new UnfreezeStep(LayerNames.Several(layers));

    public static Step UnfreezeFrom(string layer) => new UnfreezeFromStep(LayerNames.One(layer));

    public static Step UnfreezeLast(int stages) => new UnfreezeLastStep(Argument.Positive(stages, nameof(stages)));

    public static Step BatchNorm(FrozenBatchNorm frozen) => Enum.IsDefined(typeof(FrozenBatchNorm), frozen)
        ? new BatchNormStep(frozen)
        : throw new ArgumentOutOfRangeException(nameof(frozen), $"{frozen} is no mode of BatchNorm.");

    public static Step Optimizer(OptimizerSettings optimizer) => new OptimizerStep(Argument.NotNull(optimizer, nameof(optimizer)));

    public static Step Group(string layer, double learningRate, double? weightDecay, string? name) => new GroupStep(
        LayerNames.One(layer),
        Argument.LearningRate(learningRate),
        weightDecay is { } decay ? Argument.NotNegative(decay, nameof(weightDecay)) : null,
        name is null ? null : Argument.Named(name, nameof(name)));

    public static Step LearningRates(double lowest, double highest)
    {
        Argument.LearningRate(lowest, nameof(lowest));
        Argument.LearningRate(highest, nameof(highest));
        return lowest <= highest
            ? new LearningRatesStep(lowest, highest)
            : throw new ArgumentOutOfRangeException(
                nameof(lowest), $"The first stage's rate is not above the head's: {Code.Number(lowest)} > {Code.Number(highest)}.");
    }

    public static Step LayerDecay(double decay) => new LayerDecayStep(Argument.Share(decay, nameof(decay)));

    public static Step NoDecay(string[] layers) => new NoDecayStep(LayerNames.Several(layers));

    public static Step Schedule(Schedule schedule) => new ScheduleStep(Argument.NotNull(schedule, nameof(schedule)));
}
