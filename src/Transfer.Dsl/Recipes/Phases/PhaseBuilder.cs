using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>
/// What changes when a phase begins. What is frozen continues from the phase before; everything else is the recipe's unless the
/// phase sets it. Immutable: each call returns a phase with one step more.
/// </summary>
public sealed partial class PhaseBuilder : RecipeSteps<PhaseBuilder>
{
    private PhaseBuilder(EquatableList<Step> steps) => Steps = steps;

    internal EquatableList<Step> Steps { get; }

    /// <summary>The steps that a function gives, starting from none.</summary>
    internal static EquatableList<Step> Run(Func<PhaseBuilder, PhaseBuilder>? build)
    {
        var start = new PhaseBuilder(EquatableList<Step>.Empty);
        return (build?.Invoke(start) ?? start).Steps;
    }

    private protected override PhaseBuilder With(Step step) => new(Steps.Append(step).ToEquatableList());
}
