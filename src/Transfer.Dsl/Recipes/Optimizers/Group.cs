using Transfer.Common;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer;

/// <summary><c>.Group(…)</c>: a layer gets a parameter group, and a learning rate, of its own.</summary>
internal sealed class GroupStep : Step
{
    public GroupStep(string layer, double learningRate, double? weightDecay, string? name)
    {
        Layer = LayerNames.One(layer);
        LearningRate = Argument.LearningRate(learningRate);
        WeightDecay = weightDecay is { } decay ? Argument.NotNegative(decay, nameof(weightDecay)) : null;
        Name = name is null ? null : Argument.Named(name, nameof(name));
    }

    /// <summary>Gets the module path, glob or kind.</summary>
    public string Layer { get; }

    /// <summary>Gets the group's learning rate.</summary>
    public double LearningRate { get; }

    /// <summary>Gets the group's weight decay; null keeps the optimizer's.</summary>
    public double? WeightDecay { get; }

    /// <summary>Gets the name that it is given; null takes the layer's.</summary>
    public string? Name { get; }

    internal override StepDefinition Definition => Steps.Group;

    /// <summary>Gets the group's name.</summary>
    public string Group => Name ?? Layer.TrimStart(':');

    internal override void Apply(INetworkState state) => state.Select(Layer);

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddAs("layer", Layer, () => LayerNames.Literal(Layer))
        .AddNamed("learningRate", LearningRate)
        .Add("weightDecay", WeightDecay, null)
        .Add("name", Name, null);
}

internal static partial class Steps
{
    public static readonly StepDefinition Group = StepDefinition.Of<GroupStep>(
        nameof(Recipe.Group), StepRole.Training, StepScope.Both, values => new GroupStep(
            values.Text("layer"),
            values.Number("learningRate"),
            values.OptionalNumber("weightDecay"),
            values.OptionalText("name")));
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>
    /// Gives a layer a parameter group, and a learning rate, of its own. Where groups overlap, the last holds; groups of one name
    /// are one group.
    /// </summary>
    /// <param name="layer">A module path, glob or kind (<see cref="Layers"/>).</param>
    /// <param name="learningRate">The group's learning rate, above 0.</param>
    /// <param name="weightDecay">The group's weight decay, 0 or more; the default is the optimizer's.</param>
    /// <param name="name">The group's name; the default is the layer's.</param>
    /// <returns>What it was called on, with this step more.</returns>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public TSelf Group(string layer, double learningRate, double? weightDecay = null, string? name = null) =>
        With(new GroupStep(layer, learningRate, weightDecay, name));
}
