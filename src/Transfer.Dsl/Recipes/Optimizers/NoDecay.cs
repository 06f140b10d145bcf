using Transfer.Common;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer;

/// <summary><c>.NoDecay(…)</c>: the named parameters have no weight decay.</summary>
internal sealed class NoDecayStep : Step
{
    public NoDecayStep(IReadOnlyList<string> layers) => Layers = LayerNames.Several(layers);

    /// <summary>Gets the module paths, globs or kinds.</summary>
    public EquatableList<string> Layers { get; }

    internal override StepDefinition Definition => Steps.NoDecay;

    internal override void Apply(INetworkState state) => state.SelectAll(Layers);

    private protected override ArgumentList Describe() =>
        new ArgumentList().AddAs("layers", Layers, () => LayerNames.Literals(Layers));
}

internal static partial class Steps
{
    public static readonly StepDefinition NoDecay = StepDefinition.Of<NoDecayStep>(
        nameof(Recipe.NoDecay), StepRole.Training, StepScope.Both, values => new NoDecayStep(values.Texts("layers")));
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>
    /// Takes the weight decay off parameters: <c>.NoDecay(Layers.Biases, Layers.Norms)</c>, as most training recipes do. Where
    /// a group is decayed in part, the rest of it becomes a group of the same rate.
    /// </summary>
    /// <param name="layers">Module paths, globs or kinds (<see cref="Layers"/>), one or more.</param>
    /// <returns>What it was called on, with this step more.</returns>
    /// <exception cref="ArgumentException">No layer, or an empty name.</exception>
    public TSelf NoDecay(params string[] layers) => With(new NoDecayStep(layers));
}
