using Transfer.Graphs;

namespace Transfer.Steps;

/// <summary><c>.Phase(…)</c> or <c>.Then(…)</c>: epochs with steps of their own, after the phases before.</summary>
/// <param name="Name">The phase's name; null numbers it.</param>
/// <param name="Epochs">Passes over the training set.</param>
/// <param name="Steps">What changes when it begins.</param>
public sealed record PhaseStep(string? Name, int Epochs, EquatableList<Step> Steps) : Step
{
    /// <inheritdoc/>
    public override string ToString() => "." + Call.Of(
        Name is null ? "Then" : "Phase",
        Name is null ? null : Code.Text(Name),
        $"epochs: {Code.Number(Epochs)}",
        Steps.Count == 0 ? null : $"p => p{string.Concat(Steps)}");
}

/// <summary><c>.FreezeUpTo(…)</c>: the named layer and all that run before it are frozen.</summary>
/// <param name="Layer">A module path or glob.</param>
public sealed record FreezeUpToStep(string Layer) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".FreezeUpTo({Code.Layer(Layer)})";
}

/// <summary><c>.UnfreezeLast(…)</c>: the head and the last stages train.</summary>
/// <param name="Stages">How many stages.</param>
public sealed record UnfreezeLastStep(int Stages) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".UnfreezeLast(stages: {Code.Number(Stages)})";
}

/// <summary><c>.UnfreezeAll()</c>: every parameter trains.</summary>
public sealed record UnfreezeAllStep : Step
{
    /// <inheritdoc/>
    public override string ToString() => ".UnfreezeAll()";
}

/// <summary><c>.LearningRate(…)</c>: the phase's own learning rate, in the place of the optimizer's.</summary>
/// <param name="Value">The rate.</param>
public sealed record LearningRateStep(double Value) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".LearningRate({Code.Number(Value)})";
}

/// <summary><c>.LearningRates(…)</c>: rates that rise from the first stage to the head, each by the same factor.</summary>
/// <param name="Lowest">The first stage's rate.</param>
/// <param name="Highest">The head's rate.</param>
public sealed record LearningRatesStep(double Lowest, double Highest) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".LearningRates({Code.Number(Lowest)}, {Code.Number(Highest)})";
}

/// <summary><c>.LayerDecay(…)</c>: each stage's rate is that of the one after it times a factor.</summary>
/// <param name="Decay">The factor.</param>
public sealed record LayerDecayStep(double Decay) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".LayerDecay({Code.Number(Decay)})";
}

/// <summary><c>.NoDecay(…)</c>: the named parameters have no weight decay.</summary>
/// <param name="Layers">Module paths, globs or kinds.</param>
public sealed record NoDecayStep(EquatableList<string> Layers) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".NoDecay({Code.Layers(Layers)})";
}

/// <summary><c>.Schedule(…)</c>: how rates change over the run, or over the phase that it stands in.</summary>
/// <param name="Schedule">The schedule.</param>
public sealed record ScheduleStep(Schedule Schedule) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".Schedule({Schedule})";
}

/// <summary><c>.FreshOptimizer()</c>: the phase forgets the optimizer's state (momentum, Adam's means) of the phase before.</summary>
public sealed record FreshOptimizerStep : Step
{
    /// <inheritdoc/>
    public override string ToString() => ".FreshOptimizer()";
}
