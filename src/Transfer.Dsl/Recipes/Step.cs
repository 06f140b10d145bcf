using Transfer.Common;
using Transfer.Graphs;

namespace Transfer.Recipes;

/// <summary>Represents one call of a recipe, as data. Its text is the call as C# code: <c>.Unfreeze("layer4")</c>.</summary>
internal abstract class Step : Construct
{
    /// <summary>Gets what is known about all calls of the method.</summary>
    internal abstract StepDefinition Definition { get; }

    internal sealed override Definition DefinedBy => Definition;

    /// <summary>What it does to the network as the steps before have left it.</summary>
    internal virtual void Apply(INetworkState state)
    {
    }

    /// <summary>Returns the network after it, without regard to what is frozen.</summary>
    /// <exception cref="Operators.ShapeException">A layer of a new head can't take what the one before it gives.</exception>
    internal virtual Graph Change(Graph graph) => graph;
}
