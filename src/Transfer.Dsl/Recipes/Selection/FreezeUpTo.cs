using Transfer.Common;
using Transfer.Graphs;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer;

/// <summary><c>.FreezeUpTo(…)</c>: the named layer and all that run before it are frozen.</summary>
internal sealed class FreezeUpToStep : Step
{
    public FreezeUpToStep(string layer) => Layer = LayerNames.One(layer);

    /// <summary>Gets the module path or glob.</summary>
    public string Layer { get; }

    internal override StepDefinition Definition => Steps.FreezeUpTo;

    internal override void Apply(INetworkState state)
    {
        var last = state.Select(Layer).Select(parameter => parameter.Node).DefaultIfEmpty(-1).Max();
        state.SetFrozen(state.Graph.Parameters.Where(parameter => parameter.Node <= last), frozen: true);
    }

    private protected override ArgumentList Describe() =>
        new ArgumentList().AddAs("layer", Layer, () => LayerNames.Literal(Layer));
}

internal static partial class Steps
{
    public static readonly StepDefinition FreezeUpTo = StepDefinition.Of<FreezeUpToStep>(
        nameof(Recipe.FreezeUpTo), StepRole.Selection, StepScope.Both, values => new FreezeUpToStep(values.Text("layer")));
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>Freezes a layer and all that run before it.</summary>
    /// <param name="layer">A module path or glob.</param>
    /// <returns>What it was called on, with this step more.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public TSelf FreezeUpTo(string layer) => With(new FreezeUpToStep(layer));
}
