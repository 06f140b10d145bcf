using Transfer.Graphs;
using Transfer.Steps;

namespace Transfer;

/// <summary>
/// What changes when a phase begins. What is frozen goes on from the phase before; everything else is the recipe's unless the
/// phase sets it. Immutable: each call returns a phase with one step more.
/// </summary>
public sealed class PhaseBuilder
{
    internal PhaseBuilder(EquatableList<Step> steps) => Steps = steps;

    internal EquatableList<Step> Steps { get; }

    /// <summary>Freezes every parameter, the head's too.</summary>
    /// <returns>The longer phase.</returns>
    public PhaseBuilder FreezeAll() => With(new FreezeAllStep());

    /// <summary>Freezes layers.</summary>
    /// <param name="layers">Module paths, globs or kinds (<see cref="Layers"/>), one or more.</param>
    /// <returns>The longer phase.</returns>
    /// <exception cref="ArgumentException">No layer, or an empty name.</exception>
    public PhaseBuilder Freeze(params string[] layers) => With(SharedSteps.Freeze(layers));

    /// <summary>Freezes a layer and all that run before it.</summary>
    /// <param name="layer">A module path or glob.</param>
    /// <returns>The longer phase.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public PhaseBuilder FreezeUpTo(string layer) => With(SharedSteps.FreezeUpTo(layer));

    /// <summary>Makes every parameter train.</summary>
    /// <returns>The longer phase.</returns>
    public PhaseBuilder UnfreezeAll() => With(new UnfreezeAllStep());

    /// <summary>Makes layers train.</summary>
    /// <param name="layers">Module paths, globs or kinds (<see cref="Layers"/>), one or more.</param>
    /// <returns>The longer phase.</returns>
    /// <exception cref="ArgumentException">No layer, or an empty name.</exception>
    public PhaseBuilder Unfreeze(params string[] layers) => With(SharedSteps.Unfreeze(layers));

    /// <summary>Makes a layer train, and all that run after it.</summary>
    /// <param name="layer">A module path or glob.</param>
    /// <returns>The longer phase.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public PhaseBuilder UnfreezeFrom(string layer) => With(SharedSteps.UnfreezeFrom(layer));

    /// <summary>Makes the head and the last stages train.</summary>
    /// <param name="stages">How many stages, 1 or more; <see cref="Recipe.UnfreezeLast"/> says what a stage is.</param>
    /// <returns>The longer phase.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stages"/> is below 1.</exception>
    public PhaseBuilder UnfreezeLast(int stages) => With(SharedSteps.UnfreezeLast(stages));

    /// <summary>Sets how frozen BatchNorm layers run in this phase.</summary>
    /// <param name="frozen">The mode.</param>
    /// <returns>The longer phase.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not a mode.</exception>
    public PhaseBuilder BatchNorm(FrozenBatchNorm frozen) => With(SharedSteps.BatchNorm(frozen));

    /// <summary>Sets this phase's optimizer. One of another kind than the phase before starts with fresh state.</summary>
    /// <param name="optimizer">The optimizer with its numbers.</param>
    /// <returns>The longer phase.</returns>
    public PhaseBuilder Optimizer(OptimizerSettings optimizer) => With(SharedSteps.Optimizer(optimizer));

    /// <summary>Sets this phase's learning rate, in the place of the optimizer's; groups with a rate of their own keep it.</summary>
    /// <param name="learningRate">The rate, above 0.</param>
    /// <returns>The longer phase.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0.</exception>
    public PhaseBuilder LearningRate(double learningRate) => With(new LearningRateStep(Argument.LearningRate(learningRate)));

    /// <summary>Rates that rise from the first stage to the head (<see cref="Recipe.LearningRates"/>).</summary>
    /// <param name="lowest">The first stage's rate, above 0.</param>
    /// <param name="highest">The head's rate, not below it.</param>
    /// <returns>The longer phase.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not above 0, or the lowest is the larger one.</exception>
    public PhaseBuilder LearningRates(double lowest, double highest) => With(SharedSteps.LearningRates(lowest, highest));

    /// <summary>Rates that fall from the head to the first stage (<see cref="Recipe.LayerDecay"/>).</summary>
    /// <param name="decay">The factor, above 0 and at most 1.</param>
    /// <returns>The longer phase.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside its range.</exception>
    public PhaseBuilder LayerDecay(double decay) => With(SharedSteps.LayerDecay(decay));

    /// <summary>Gives a layer a parameter group of its own in this phase (<see cref="Recipe.Group"/>).</summary>
    /// <param name="layer">A module path, glob or kind.</param>
    /// <param name="learningRate">The group's learning rate, above 0.</param>
    /// <param name="weightDecay">The group's weight decay, 0 or more; the default is the optimizer's.</param>
    /// <param name="name">The group's name; the default is the layer's.</param>
    /// <returns>The longer phase.</returns>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public PhaseBuilder Group(string layer, double learningRate, double? weightDecay = null, string? name = null) =>
        With(SharedSteps.Group(layer, learningRate, weightDecay, name));

    /// <summary>Takes the weight decay off parameters in this phase (<see cref="Recipe.NoDecay"/>).</summary>
    /// <param name="layers">Module paths, globs or kinds, one or more.</param>
    /// <returns>The longer phase.</returns>
    /// <exception cref="ArgumentException">No layer, or an empty name.</exception>
    public PhaseBuilder NoDecay(params string[] layers) => With(SharedSteps.NoDecay(layers));

    /// <summary>Sets how rates change over this phase.</summary>
    /// <param name="schedule">The schedule; it begins and ends with the phase.</param>
    /// <returns>The longer phase.</returns>
    public PhaseBuilder Schedule(Schedule schedule) => With(SharedSteps.Schedule(schedule));

    /// <summary>
    /// Forgets the optimizer's state (momentum, Adam's means) of the phase before. Without it, parameters that go on training
    /// keep theirs, as in PyTorch when groups join by <c>add_param_group</c>; those that join start fresh either way.
    /// </summary>
    /// <returns>The longer phase.</returns>
    public PhaseBuilder FreshOptimizer() => With(new FreshOptimizerStep());

    private PhaseBuilder With(Step step) => new(Steps.Append(step).ToEquatableList());
}
