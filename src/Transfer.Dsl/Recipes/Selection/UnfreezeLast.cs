using Transfer.Common;
using Transfer.Graphs;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.UnfreezeLast(…)</c>: the head and the last stages train.</summary>
internal sealed class UnfreezeLastStep : Step
{
    public UnfreezeLastStep(int stages) => Stages = Argument.Positive(stages, nameof(stages));

    /// <summary>Gets how many stages.</summary>
    public int Stages { get; }

    internal override StepDefinition Definition => Steps.UnfreezeLast;

    internal override void Apply(INetworkState state) => state.SetFrozen(InLastStages(state.Graph), frozen: false);

    // The head counts for itself: a network without one has its last stages all the same.
    private IEnumerable<GraphTensor> InLastStages(Graph graph)
    {
        var stages = Graphs.Stages.Of(graph);
        var hasHead = graph.Parameters.Any(parameter => HeadSurgery.IsHead(graph, graph.Nodes[parameter.Node]));
        var last = stages.Skip(stages.Count - Stages - (hasHead ? 1 : 0)).ToArray();
        return graph.Parameters.Where(parameter => last.Any(stage => stage.Nodes[parameter.Node]));
    }

    private protected override ArgumentList Describe() => new ArgumentList().AddNamed("stages", Stages);
}

internal static partial class Steps
{
    public static readonly StepDefinition UnfreezeLast = StepDefinition.Of<UnfreezeLastStep>(
        nameof(Recipe.UnfreezeLast),
        StepRole.Selection,
        StepScope.Both,
        values => new UnfreezeLastStep(values.Integer("stages")));
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>
    /// Makes the head and the last stages train. A convolutional network's stage starts with the module that makes the
    /// activation smaller (ResNet's <c>layer1</c> to <c>layer4</c>, VGG's blocks between poolings, then its hidden classifier
    /// layers); a transformer's stages are its encoder blocks. What stands before the first of them is the stem, and counts as
    /// a stage.
    /// </summary>
    /// <param name="stages">How many stages, 1 or more; the network's own number or more is the whole network.</param>
    /// <returns>What it was called on, with this step more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stages"/> is below 1.</exception>
    public TSelf UnfreezeLast(int stages) => With(new UnfreezeLastStep(stages));
}
