using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Recipes;

/// <summary>The network as the steps so far have left it: what a step reads, and what it can do.</summary>
internal interface INetworkState
{
    /// <summary>Gets the network.</summary>
    Graph Graph { get; }

    /// <summary>Returns the parameters that a layer argument names; noted as what the step matched.</summary>
    /// <param name="layer">A module path, glob or kind.</param>
    /// <param name="argument">Which of the step's layer arguments it is, from 0.</param>
    IReadOnlyList<GraphTensor> Select(string layer, int argument = 0);

    /// <summary>Returns the parameters that layer arguments name, each after the other.</summary>
    IReadOnlyList<GraphTensor> SelectAll(EquatableList<string> layers);

    /// <summary>Freezes parameters, or has them train.</summary>
    void SetFrozen(IEnumerable<GraphTensor> parameters, bool frozen);

    /// <summary>Puts what <see cref="Step.Change"/> makes of the head in its place; the new head trains.</summary>
    void ReplaceHead(Step step);

    /// <summary>Changes random layers by <see cref="Step.Change"/>; an obstacle where the network has none.</summary>
    /// <param name="step">The step.</param>
    /// <param name="randomness">What the layers leave out.</param>
    /// <param name="what">What such a layer is called.</param>
    /// <param name="remedy">What to do where there is none.</param>
    void SetRandomLayers(Step step, Randomness randomness, string what, string remedy);
}
