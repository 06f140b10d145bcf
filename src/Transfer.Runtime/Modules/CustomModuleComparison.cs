using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Modules;

/// <summary>Holds a module that a factory made against the plan of the module that it made before.</summary>
internal static class CustomModuleComparison
{
    /// <summary>Checks that the module is the plan's network, whose head may have been replaced since.</summary>
    /// <exception cref="BackboneModuleException">It has other tensors, or another order of them.</exception>
    public static void Check(Graph graph, CustomModuleTree tree)
    {
        var name = graph.Architecture;
        var head = tree.Head(name, graph.HeadPath);
        var planned = graph.Nodes
            .Where(node => node.Operator is CustomModule)
            .Select(node => (node.Path, (CustomModule)node.Operator));
        var expected = Texts(planned.Where(leaf => leaf.Path != graph.HeadPath));
        var made = Texts(tree.Leaves.Where(leaf => leaf.Path != graph.HeadPath));
        var features = graph.Nodes.Single(node => node.Operator is CustomFeatures).Output[0];
        var differences = expected.Except(made).Select(tensor => $"it lacks {tensor}")
            .Concat(made.Except(expected).Select(tensor => $"it has {tensor}"))
            .Concat(head.in_features == features
                ? []
                : [$"its head {graph.HeadPath} takes {head.in_features} features, not {features}"])
            .ToArray();
        if (differences.Length > 0)
        {
            throw new BackboneModuleException(
                $"The factory of \"{name}\" made another network than the plan's: {string.Join("; ", differences.Take(6))}"
                + (differences.Length > 6 ? $"; and {differences.Length - 6} more. " : ". ")
                + "It has to make the same network each time, and for a saved model the one that was saved.");
        }
    }

    private static string[] Texts(IEnumerable<(string Path, CustomModule Module)> leaves) => leaves
        .SelectMany(leaf => leaf.Module.Tensors.Select(tensor => $"{ModulePath.Join(leaf.Path, tensor.Name)} {tensor.Shape}"))
        .ToArray();
}
