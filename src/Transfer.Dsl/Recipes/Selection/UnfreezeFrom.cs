using Transfer.Common;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer;

/// <summary><c>.UnfreezeFrom(…)</c>: the named layer and all that run after it train.</summary>
internal sealed class UnfreezeFromStep : Step
{
    public UnfreezeFromStep(string layer) => Layer = LayerNames.One(layer);

    /// <summary>Gets the module path or glob.</summary>
    public string Layer { get; }

    internal override StepDefinition Definition => Steps.UnfreezeFrom;

    internal override void Apply(INetworkState state)
    {
        var first = state.Select(Layer).Select(parameter => parameter.Node).DefaultIfEmpty(int.MaxValue).Min();
        state.SetFrozen(state.Graph.Parameters.Where(parameter => parameter.Node >= first), frozen: false);
    }

    private protected override ArgumentList Describe() =>
        new ArgumentList().AddAs("layer", Layer, () => LayerNames.Literal(Layer));
}

internal static partial class Steps
{
    public static readonly StepDefinition UnfreezeFrom = StepDefinition.Of<UnfreezeFromStep>(
        nameof(Recipe.UnfreezeFrom), StepRole.Selection, StepScope.Both, values => new UnfreezeFromStep(values.Text("layer")));
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>Makes a layer train, and all that run after it.</summary>
    /// <param name="layer">A module path or glob.</param>
    /// <returns>What it was called on, with this step more.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public TSelf UnfreezeFrom(string layer) => With(new UnfreezeFromStep(layer));
}
