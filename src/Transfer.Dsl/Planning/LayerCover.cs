using Transfer.Graphs;

namespace Transfer.Planning;

/// <summary>Describes many names by the few modules that contain just them: <c>layer4</c> for its 15 parameters.</summary>
internal static class LayerCover
{
    /// <summary>Returns the largest modules that hold nothing but chosen names, in the order of the names.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> names, ISet<string> chosen)
    {
        var mixed = new HashSet<string>(names.Where(name => !chosen.Contains(name)).SelectMany(Modules));
        return names
            .Where(chosen.Contains)
            .Select(name => Modules(name).First(module => module == name || !mixed.Contains(module)))
            .Distinct()
            .ToArray();
    }

    /// <summary>Returns the names that modules hold, in order.</summary>
    public static IEnumerable<string> Names(IEnumerable<string> names, IReadOnlyList<string> modules)
    {
        var wanted = new HashSet<string>(modules);
        return names.Where(name => Modules(name).Any(wanted.Contains));
    }

    /// <summary>Returns the nodes that may run in training as in inference.</summary>
    public static IEnumerable<Node> ModalNodes(Graph graph) =>
        graph.Nodes.Where(node => !node.Operator.IsCustom && (node.Operator.HasRunningStatistics || node.Operator.IsRandom));

    // From the outermost to the name itself.
    private static IEnumerable<string> Modules(string name) =>
        Enumerable.Range(1, Math.Max(1, ModulePath.Depth(name))).Select(depth => ModulePath.Prefix(name, depth));
}
