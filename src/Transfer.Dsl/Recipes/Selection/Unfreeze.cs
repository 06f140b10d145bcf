using Transfer.Common;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer;

/// <summary><c>.Unfreeze(…)</c>: the named layers train.</summary>
internal sealed class UnfreezeStep : Step
{
    public UnfreezeStep(IReadOnlyList<string> layers) => Layers = LayerNames.Several(layers);

    /// <summary>Gets the module paths, globs or kinds.</summary>
    public EquatableList<string> Layers { get; }

    internal override StepDefinition Definition => Steps.Unfreeze;

    internal override void Apply(INetworkState state) => state.SetFrozen(state.SelectAll(Layers), frozen: false);

    private protected override ArgumentList Describe() =>
        new ArgumentList().AddAs("layers", Layers, () => LayerNames.Literals(Layers));
}

internal static partial class Steps
{
    public static readonly StepDefinition Unfreeze = StepDefinition.Of<UnfreezeStep>(
        nameof(Recipe.Unfreeze), StepRole.Selection, StepScope.Both, values => new UnfreezeStep(values.Texts("layers")));
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>Makes layers train.</summary>
    /// <param name="layers">Module paths, globs or kinds (<see cref="Layers"/>), one or more.</param>
    /// <returns>What it was called on, with this step more.</returns>
    /// <exception cref="ArgumentException">No layer, or an empty name.</exception>
    public TSelf Unfreeze(params string[] layers) => With(new UnfreezeStep(layers));
}
