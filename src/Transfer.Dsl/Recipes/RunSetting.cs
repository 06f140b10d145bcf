using Transfer.Common;

namespace Transfer.Recipes;

/// <summary>A setting of the run as a whole, beside its phases: early stopping, a bound on gradients.</summary>
public abstract class RunSetting : Construct
{
    private protected RunSetting()
    {
    }

    /// <summary>Gets the step that sets it.</summary>
    internal abstract StepDefinition Definition { get; }

    internal sealed override Definition DefinedBy => Definition;

    /// <summary>Gets a value indicating whether the setting equals the default.</summary>
    internal virtual bool IsDefault => false;

    /// <summary>
    /// Gets whether a part of the run carries it out; other settings determine what batches hold, or what the loss is.
    /// </summary>
    public bool IsPartOfRun => HasPart;

    internal virtual bool HasPart => true;

    /// <summary>Gets what a plan says of it.</summary>
    internal abstract IEnumerable<PlanLine> Lines { get; }

    /// <summary>Returns what makes it impossible with a network.</summary>
    /// <param name="outputs">The length of the network's output.</param>
    internal virtual IEnumerable<Problem> ProblemsWith(int outputs) => [];
}

/// <summary>A line of a plan.</summary>
/// <param name="Label">The word that it begins with.</param>
/// <param name="Text">The rest.</param>
internal readonly record struct PlanLine(string Label, string Text);

/// <summary>Represents what is wrong, and what to do about it.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
internal readonly record struct Problem(string Reason, string Remedy);

/// <summary>The step that sets something for the run.</summary>
/// <param name="setting">What it sets.</param>
internal sealed class RunSettingStep(RunSetting setting) : Step
{
    public RunSetting Setting => setting;

    internal override StepDefinition Definition => setting.Definition;

    private protected override ArgumentList Describe() => setting.Arguments;
}
