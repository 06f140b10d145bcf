using Transfer.Common;

namespace Transfer.Recipes;

/// <summary>Specifies what a step affects.</summary>
internal enum StepRole
{
    /// <summary>Which parameters train.</summary>
    Selection,

    /// <summary>Which parameters there are: weights, input, head.</summary>
    Network,

    /// <summary>How layers run.</summary>
    Mode,

    /// <summary>Batches and chance: what serves other uses of a model too.</summary>
    Run,

    /// <summary>What only training reads: a recipe with such a step is one that trains.</summary>
    Training,

    /// <summary>Epochs with steps of their own.</summary>
    Phase,
}

/// <summary>Specifies where a step can be used.</summary>
[Flags]
internal enum StepScope
{
    /// <summary>In the recipe itself.</summary>
    Run = 1,

    /// <summary>In a phase.</summary>
    Phase = 2,

    /// <summary>In both.</summary>
    Both = Run | Phase,
}

/// <summary>
/// Represents everything that is known about a method of the recipe language, whatever its arguments, even where the compiler
/// can't know them.
/// </summary>
internal sealed class StepDefinition : Definition<Step>
{
    private StepDefinition(
        string name, StepRole role, StepScope scope, Type type, Func<ArgumentValues, Step> read, string? kind, bool lastHolds,
        string? alsoSets)
        : base(name, ".", type, read)
    {
        Role = role;
        Scope = scope;
        Kind = kind ?? name;
        LastHolds = lastHolds;
        AlsoSets = alsoSets;
    }

    /// <summary>
    /// Gets a method that is no step's own name: one that adds several steps, or of another version. It may do anything.
    /// </summary>
    public static StepDefinition Unknown { get; } = new(
        "Phase",
        StepRole.Phase,
        StepScope.Both,
        typeof(UnknownStep),
        _ => throw new NotSupportedException(),
        "Phase",
        false,
        null);

    public StepRole Role { get; }

    public StepScope Scope { get; }

    /// <summary>Gets what the step sets: steps of one kind set the same thing.</summary>
    public string Kind { get; }

    /// <summary>
    /// Gets a value indicating whether of several steps of the kind only the last has an effect; the others add up, or apply in
    /// order.
    /// </summary>
    public bool LastHolds { get; }

    /// <summary>Gets another kind that the step replaces, where it is in the same phase.</summary>
    public string? AlsoSets { get; }

    /// <summary>Gets a value indicating whether only training has a use for it.</summary>
    public bool IsForTraining => Role is StepRole.Training or StepRole.Phase;

    /// <summary>Gets a value indicating whether it may change which parameters exist or are frozen.</summary>
    public bool AffectsParameters => Role is StepRole.Selection or StepRole.Network or StepRole.Phase;

    /// <summary>Adds a step.</summary>
    /// <typeparam name="TStep">Its class.</typeparam>
    /// <param name="name">The name of its method.</param>
    /// <param name="role">What it is about.</param>
    /// <param name="scope">Where it may stand.</param>
    /// <param name="read">Makes one of what a document gives.</param>
    /// <param name="kind">What it sets; null for what its name implies.</param>
    /// <param name="lastHolds">Whether of several steps of the kind only the last has an effect.</param>
    /// <param name="alsoSets">A kind of which it takes the place too.</param>
    public static StepDefinition Of<TStep>(
        string name,
        StepRole role,
        StepScope scope,
        Func<ArgumentValues, Step> read,
        string? kind = null,
        bool lastHolds = false,
        string? alsoSets = null)
        where TStep : Step
    {
        var definition = new StepDefinition(name, role, scope, typeof(TStep), read, kind, lastHolds, alsoSets);
        Add(definition);
        return definition;
    }

    /// <summary>Adds a setting of the run as a whole.</summary>
    public static StepDefinition OfSetting<TSetting>(
        string name, Func<ArgumentValues, TSetting> read, string? kind = null, bool lastHolds = false)
        where TSetting : RunSetting
    {
        var definition = new StepDefinition(
            name,
            StepRole.Training,
            StepScope.Run,
            typeof(TSetting),
            values => new RunSettingStep(read(values)),
            kind,
            lastHolds,
            null);
        Add(definition);
        return definition;
    }

    /// <summary>
    /// Returns whether a step of this definition makes an earlier one of another useless, in a recipe or in a phase.
    /// </summary>
    public bool TakesThePlaceOf(StepDefinition earlier) =>
        (earlier.LastHolds && earlier.Kind == Kind) || (AlsoSets is not null && earlier.Kind == AlsoSets);
}
