using Transfer.Graphs;
using Transfer.Steps;

namespace Transfer;

public sealed partial class Recipe
{
    /// <summary>
    /// Adds a phase after those before it. Steps of the recipe outside phases, wherever they stand, hold from the start and for
    /// all phases; in the phase stands what changes when it begins. A recipe with phases takes its epochs from them.
    /// </summary>
    /// <param name="name">The phase's name.</param>
    /// <param name="epochs">Passes over the training set, 1 or more.</param>
    /// <param name="build">Gives what changes: <c>p => p.Unfreeze("layer4")</c>; the default changes nothing.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 1.</exception>
    public Recipe Phase(string name, int epochs, Func<PhaseBuilder, PhaseBuilder>? build = null) =>
        With(Phase(Argument.Named(name, nameof(name)), epochs, nameof(epochs), build));

    /// <summary>Adds a phase that is named by its number: <c>.Then(epochs: 4, p => p.Unfreeze("layer4").LearningRate(1e-4))</c>.</summary>
    /// <param name="epochs">Passes over the training set, 1 or more.</param>
    /// <param name="build">Gives what changes when it begins; the default changes nothing.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 1.</exception>
    public Recipe Then(int epochs, Func<PhaseBuilder, PhaseBuilder>? build = null) => With(Phase(null, epochs, nameof(epochs), build));

    /// <summary>Freezes a layer and all that run before it.</summary>
    /// <param name="layer">A module path or glob.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Recipe FreezeUpTo(string layer) => With(SharedSteps.FreezeUpTo(layer));

    /// <summary>Makes every parameter that exists at this point train.</summary>
    /// <returns>The longer recipe.</returns>
    public Recipe UnfreezeAll() => With(new UnfreezeAllStep());

    /// <summary>
    /// Makes the head and the last stages train. A convolutional network's stage starts with the module that makes the
    /// activation smaller (ResNet's <c>layer1</c> to <c>layer4</c>, VGG's blocks between poolings, then its hidden classifier
    /// layers); a transformer's stages are its encoder blocks. What stands before the first of them is the stem, and counts as
    /// a stage.
    /// </summary>
    /// <param name="stages">How many stages, 1 or more; the network's own number or more is the whole network.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stages"/> is below 1.</exception>
    public Recipe UnfreezeLast(int stages) => With(SharedSteps.UnfreezeLast(stages));

    /// <summary>
    /// Rates that rise from the first stage to the head, each by the same factor, as fastai's <c>slice(lowest, highest)</c>.
    /// Each stage (<see cref="UnfreezeLast"/>) becomes a group; <see cref="Group"/> still gives layers a rate of their own.
    /// </summary>
    /// <param name="lowest">The first stage's rate, above 0.</param>
    /// <param name="highest">The head's rate, not below it.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not above 0, or the lowest is the larger one.</exception>
    public Recipe LearningRates(double lowest, double highest) => With(SharedSteps.LearningRates(lowest, highest));

    /// <summary>
    /// Each stage's rate is that of the one after it times a factor; the head has the optimizer's rate, as timm's
    /// <c>param_groups_layer_decay</c> (Clark et al. 2020, Bao et al. 2021). Each stage (<see cref="UnfreezeLast"/>) becomes a group.
    /// </summary>
    /// <param name="decay">The factor, above 0 and at most 1; 0.75 is usual for transformers.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside its range.</exception>
    public Recipe LayerDecay(double decay) => With(SharedSteps.LayerDecay(decay));

    /// <summary>
    /// Takes the weight decay off parameters: <c>.NoDecay(Layers.Biases, Layers.Norms)</c>, as most training recipes do. Where a group
    /// is decayed in part, the rest of it becomes a group of the same rate.
    /// </summary>
    /// <param name="layers">Module paths, globs or kinds (<see cref="Layers"/>), one or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">No layer, or an empty name.</exception>
    public Recipe NoDecay(params string[] layers) => With(SharedSteps.NoDecay(layers));

    /// <summary>
    /// Sets how learning rates change over the run; the default is <see cref="Schedules.Constant"/>. A phase with a schedule of its own
    /// follows that. A group that joins late has, from then on, its own rate under the schedule's time.
    /// </summary>
    /// <param name="schedule">The schedule.</param>
    /// <returns>The longer recipe.</returns>
    public Recipe Schedule(Schedule schedule) => With(SharedSteps.Schedule(schedule));

    private static PhaseStep Phase(string? name, int epochs, string argument, Func<PhaseBuilder, PhaseBuilder>? build)
    {
        Argument.Positive(epochs, argument);
        var start = new PhaseBuilder(EquatableList<Step>.Empty);
        return new PhaseStep(name, epochs, (build?.Invoke(start) ?? start).Steps);
    }
}
