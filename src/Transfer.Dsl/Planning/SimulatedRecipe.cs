using Transfer.Architectures;
using Transfer.Common;
using Transfer.Graphs;
using Transfer.Recipes;

namespace Transfer.Planning;

/// <summary>A call of a recipe, or of one of its phases, with its place.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Call">The call itself.</param>
internal sealed record StepPlace(RecipePlace Place, Step Call)
{
    /// <summary>Gets the recipe's step that it is, or that the call stands in when that is a phase; from 0.</summary>
    public int Step => Place.Step!.Value;

    /// <summary>Gets a value indicating whether it is one of a phase's own calls.</summary>
    public bool IsInPhase => Place.Call is not null;

    /// <summary>Returns the call as messages name it: without the leading dot.</summary>
    public override string ToString() => Call.ToString()!.TrimStart('.');
}

/// <summary>Represents what is known about one parameter in a phase.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Elements">Its length.</param>
/// <param name="FrozenBy">The call that froze it last; null when it trains.</param>
/// <param name="HeadStep">The step whose head it belongs to; null for the backbone's own.</param>
internal sealed record ParameterState(string Name, long Elements, StepPlace? FrozenBy, int? HeadStep);

/// <summary>Represents what a call that names layers matched.</summary>
/// <param name="Place">The call.</param>
/// <param name="Argument">Which of the call's layer arguments, from 0.</param>
/// <param name="Pattern">The module path, glob or kind.</param>
/// <param name="Parameters">The parameters that it named when it was applied.</param>
/// <param name="IsKnown">Whether there is such a layer: a kind of which a network has none is no mistake.</param>
internal sealed record Selection(StepPlace Place, int Argument, string Pattern, EquatableList<string> Parameters, bool IsKnown)
{
    /// <summary>Gets the place of the layer argument.</summary>
    public RecipePlace ArgumentPlace => Place.Place.OfArgument(Argument);
}

/// <summary>Represents the state and the settings of one phase.</summary>
/// <param name="Step">The recipe's step that makes it; -1 for the one phase of a recipe without.</param>
/// <param name="Name">Its name.</param>
/// <param name="Epochs">Passes over the training set.</param>
/// <param name="Steps">The steps that hold in it: the recipe's outside phases, then its own.</param>
/// <param name="Own">Its own steps.</param>
/// <param name="Parameters">Each parameter, in state-dict order.</param>
/// <param name="Selections">What the steps that hold in it matched.</param>
internal sealed record SimulatedPhase(
    int Step,
    string Name,
    int Epochs,
    IReadOnlyList<Step> Steps,
    IReadOnlyList<Step> Own,
    IReadOnlyList<ParameterState> Parameters,
    IReadOnlyList<Selection> Selections)
{
    private static readonly OptimizerSettings DefaultOptimizer = Optimizers.AdamW();

    private IReadOnlyList<ParameterRate>? rates;
    private HashSet<string>? trainable;

    /// <summary>Gets a value indicating whether every parameter is frozen.</summary>
    public bool TrainsNothing => Parameters.All(parameter => parameter.FrozenBy is not null);

    /// <summary>Returns the last step of a kind; null when there is none.</summary>
    public T? Last<T>()
        where T : Step => Steps.LastOf<T>();

    /// <summary>Gets the optimizer; its learning rate is the phase's own where the phase sets one.</summary>
    public OptimizerSettings Optimizer
    {
        get
        {
            var optimizer = Last<OptimizerStep>()?.Settings ?? DefaultOptimizer;

            // Of rate and optimizer, the last of the phase decides.
            return Own.LastOrDefault(step => step is LearningRateStep or OptimizerStep) is LearningRateStep rate
                ? optimizer.At(rate.Value)
                : optimizer;
        }
    }

    /// <summary>Returns the learning rates of all that trains; worked out once, as several rules ask.</summary>
    public IReadOnlyList<ParameterRate> RatesIn(SimulatedRecipe recipe) => rates ??= ParameterRate.Of(recipe, this);

    /// <summary>Gets how frozen BatchNorm layers run.</summary>
    public FrozenBatchNorm NormMode => Last<BatchNormStep>()?.Mode ?? FrozenBatchNorm.Inference;

    /// <summary>Returns the names of the parameters that train; put together once, as several rules ask.</summary>
    public ISet<string> Trainable() =>
        trainable ??= [.. Parameters.Where(parameter => parameter.FrozenBy is null).Select(parameter => parameter.Name)];
}

/// <summary>A step that can't be applied.</summary>
/// <param name="Place">The step, or the backbone.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Reason">The reason, in words.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Obstacle(RecipePlace Place, ObstacleKind Kind, string Reason, string Remedy);

/// <summary>Specifies why a step can't be applied.</summary>
internal enum ObstacleKind
{
    /// <summary>A tensor of this shape can't pass here.</summary>
    Shape,

    /// <summary>The backbone has no such weights entry.</summary>
    WeightsEntry,

    /// <summary>The loss does not go with the network's outputs.</summary>
    Loss,

    /// <summary>The network has no layer of the kind that is to be set.</summary>
    NoSuchLayer,
}

/// <summary>
/// Represents everything that rules and planner need of a recipe: the state after its steps, and how each step led to it.
/// </summary>
/// <param name="Architecture">The backbone.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Graph">The graph after head surgery; null when the backbone can't take the input.</param>
/// <param name="Weights">The weights entry whose preprocessing holds.</param>
/// <param name="Parameters">Each parameter before the first phase, in state-dict order.</param>
/// <param name="Phases">The phases, in order: one at least, unless there is no graph.</param>
/// <param name="Selections">What the calls that name layers matched, those in phases too.</param>
/// <param name="Obstacles">Steps that can't be applied.</param>
/// <param name="IsCertain">Whether every step that affects parameters is known; always so at run time.</param>
internal sealed record SimulatedRecipe(
    Architecture Architecture,
    IReadOnlyList<Step> Steps,
    Graph? Graph,
    WeightsEntry Weights,
    IReadOnlyList<ParameterState> Parameters,
    IReadOnlyList<SimulatedPhase> Phases,
    IReadOnlyList<Selection> Selections,
    IReadOnlyList<Obstacle> Obstacles,
    bool IsCertain)
{
    /// <summary>Gets or sets what became of the calls that freeze or unfreeze, in the order in which they apply.</summary>
    public IReadOnlyList<StateChange> Changes { get; init; } = [];

    /// <summary>Gets the heads that later ones replaced.</summary>
    public IReadOnlyList<ReplacedHead> ReplacedHeads { get; init; } = [];

    /// <summary>Gets the thresholds of the rules.</summary>
    public Thresholds Thresholds { get; init; } = Thresholds.Default;

    /// <summary>
    /// Gets a value indicating whether the state of every parameter is known, and every call could be applied: a layer name
    /// that matches nothing may be meant for the very layer that a rule misses.
    /// </summary>
    public bool IsSound =>
        IsCertain && Graph is not null && Obstacles.Count == 0 && Selections.All(selection => selection.IsKnown);

    /// <summary>
    /// Gets the first step that asks for training; -1 when the recipe has none, and may be meant for inference.
    /// </summary>
    public int FirstTrainingStep => Steps.IndexOf(static step => step.Definition.IsForTraining);

    /// <summary>Gets a value indicating whether the last step about the head takes it off.</summary>
    public bool HasNoHead =>
        Steps.LastOrDefault(step => step.Definition.Kind == Transfer.Steps.Head.Kind) is FeaturesStep;

    /// <summary>Returns the last step of a kind; null when the recipe has none.</summary>
    public T? Last<T>()
        where T : Step => Steps.LastOf<T>();

    /// <summary>Returns the index of the last step of a kind; -1 when the recipe has none outside its phases.</summary>
    public int LastIndex<T>()
        where T : Step => LastIndex(static step => step is T);

    /// <summary>Returns the index of the last step that satisfies a condition; -1 when there is none.</summary>
    public int LastIndex(Predicate<Step> isWanted) => Steps.LastIndexOf(isWanted);

    /// <summary>Returns where a call that holds in a phase stands: in the phase, or in the recipe itself.</summary>
    public StepPlace PlaceOf(SimulatedPhase phase, Step call)
    {
        var inner = phase.Own.IndexOf(own => ReferenceEquals(own, call));
        return inner >= 0
            ? new(RecipePlace.OfStep(phase.Step).OfCall(inner), call)
            : new(RecipePlace.OfStep(LastIndex(step => ReferenceEquals(step, call))), call);
    }

    /// <summary>Returns the last setting of the run of a kind; null when the recipe has none.</summary>
    public T? Setting<T>()
        where T : RunSetting =>
            IndexOfSetting<T>() is var index and >= 0 ? (T)((RunSettingStep)Steps[index]).Setting : null;

    /// <summary>Returns the index of the last run setting of a kind; -1 when the recipe has none.</summary>
    public int IndexOfSetting<T>()
        where T : RunSetting => LastIndex(static step => step is RunSettingStep { Setting: T });

    /// <summary>Returns whether the arguments of all steps of some kinds are known; always so at run time.</summary>
    public bool Knows(params StepDefinition[] definitions)
    {
        foreach (var step in Steps)
        {
            if (step is UnknownStep && definitions.Any(definition => definition.Kind == step.Definition.Kind))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Gets a value indicating whether the backbone starts from pretrained weights.</summary>
    public bool IsPretrained => Last<PretrainedStep>() is not null;
}
