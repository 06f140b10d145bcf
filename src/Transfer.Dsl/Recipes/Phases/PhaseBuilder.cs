using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>
/// Represents what changes when a phase begins. Frozen state carries over from the previous phase; everything else is the
/// recipe's unless the phase sets it. Immutable: each call returns a phase with one more step.
/// </summary>
public sealed partial class PhaseBuilder : RecipeSteps<PhaseBuilder>
{
    private PhaseBuilder(EquatableList<Step> steps) => Steps = steps;

    internal EquatableList<Step> Steps { get; }

    /// <summary>Returns the steps that a function gives, starting from none.</summary>
    internal static EquatableList<Step> Run(Func<PhaseBuilder, PhaseBuilder>? build)
    {
        var start = new PhaseBuilder(EquatableList<Step>.Empty);
        return (build?.Invoke(start) ?? start).Steps;
    }

    private protected override PhaseBuilder With(Step step) => new(Steps.Append(step).ToEquatableList());
}
