using Transfer.Common;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer;

/// <summary><c>.Freeze(…)</c>: the named layers are frozen.</summary>
internal sealed class FreezeStep : Step
{
    public FreezeStep(IReadOnlyList<string> layers) => Layers = LayerNames.Several(layers);

    /// <summary>Gets the module paths, globs or kinds.</summary>
    public EquatableList<string> Layers { get; }

    internal override StepDefinition Definition => Steps.Freeze;

    internal override void Apply(INetworkState state) => state.SetFrozen(state.SelectAll(Layers), frozen: true);

    private protected override ArgumentList Describe() =>
        new ArgumentList().AddAs("layers", Layers, () => LayerNames.Literals(Layers));
}

internal static partial class Steps
{
    public static readonly StepDefinition Freeze = StepDefinition.Of<FreezeStep>(
        nameof(Recipe.Freeze), StepRole.Selection, StepScope.Both, values => new FreezeStep(values.Texts("layers")));
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>Freezes layers.</summary>
    /// <param name="layers">Module paths, globs or kinds (<see cref="Layers"/>), one or more.</param>
    /// <returns>What it was called on, with this step more.</returns>
    /// <exception cref="ArgumentException">No layer, or an empty name.</exception>
    public TSelf Freeze(params string[] layers) => With(new FreezeStep(layers));
}
