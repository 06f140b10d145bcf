using Transfer.Common;

namespace Transfer.Recipes;

/// <summary>A setting of the run as a whole, beside its phases: early stopping, a bound on gradients.</summary>
public abstract class RunSetting : Construct
{
    private protected RunSetting()
    {
    }

    /// <summary>The step that sets it.</summary>
    internal abstract StepDefinition Definition { get; }

    internal sealed override Definition DefinedBy => Definition;

    /// <summary>Whether it says what holds anyway.</summary>
    internal virtual bool IsDefault => false;

    /// <summary>
    /// Whether a part of the run does what it says. Other settings say what batches hold, or what the loss is.
    /// </summary>
    internal virtual bool IsPartOfRun => true;

    /// <summary>What a plan says of it.</summary>
    internal abstract IEnumerable<PlanLine> Lines { get; }

    /// <summary>What makes it impossible with a network.</summary>
    /// <param name="outputs">The length of the network's output.</param>
    internal virtual IEnumerable<Problem> ProblemsWith(int outputs) => [];
}

/// <summary>A line of a plan.</summary>
/// <param name="Label">The word that it begins with.</param>
/// <param name="Text">The rest.</param>
internal readonly record struct PlanLine(string Label, string Text);

/// <summary>What is wrong, and what to do.</summary>
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
