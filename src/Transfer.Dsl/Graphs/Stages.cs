namespace Transfer.Graphs;

/// <summary>Represents consecutive nodes of a network at one depth.</summary>
/// <param name="Name">
/// The module path of the stage's first module; <c>stem</c> for the first stage, <c>head</c> for the head.
/// </param>
/// <param name="Nodes">For each node of the graph, whether it belongs to the stage.</param>
internal sealed record Stage(string Name, IReadOnlyList<bool> Nodes);

/// <summary>
/// Divides a network into stages, in practitioners' sense of the word. A stage of a convolutional network starts with the module
/// that makes the activation smaller (a stride or a pooling): ResNet has its stem and layer1 to layer4, VGG its blocks of
/// convolutions, EfficientNet its five resolutions. A transformer keeps one resolution: each encoder block is a stage, as in
/// timm's <c>group_matcher</c>. The first stage is the stem, the last the head; a stage in between without parameters does not
/// count. The shapes in a custom module are unknown: there each top-level module with parameters is a stage, in the order of
/// registration.
/// </summary>
internal static class Stages
{
    // The network's input is not part of any module.
    private const int FirstLayer = 1;

    /// <summary>Returns the stages that own parameters, first to last, including the head if there is one.</summary>
    public static IReadOnlyList<Stage> Of(Graph graph)
    {
        var starts = Starts(graph);
        var stageOf = new int[graph.Nodes.Count];
        foreach (var node in graph.Nodes)
        {
            var isHead = HeadSurgery.IsHead(graph, node);
            stageOf[node.Index] = isHead ? starts.Count : starts.FindLastIndex(start => start <= node.Index);
        }

        var owners = graph.Parameters.Select(parameter => parameter.Node).OrderBy(node => node).ToArray();
        return Enumerable.Range(0, starts.Count + 1)
            .Select(stage => (Stage: stage, Owner: owners.Cast<int?>().FirstOrDefault(node => stageOf[node!.Value] == stage)))
            .Where(stage => stage.Owner is not null)
            .Select((stage, i) => new Stage(
                stage.Stage == starts.Count ? "head" : i == 0 ? "stem" : NameOf(graph, starts, stage.Stage, stage.Owner!.Value),
                stageOf.Select(of => of == stage.Stage).ToArray()))
            .ToArray();
    }

    private static List<int> Starts(Graph graph)
    {
        if (graph.IsCustom)
        {
            return graph.Nodes
                .GroupBy(node => ModulePath.Prefix(node.Path, 1))
                .Select(module => module.First().Index)
                .ToList();
        }

        var starts = Reductions(graph);
        return starts.Count > 2 ? starts : Blocks(graph, starts);
    }

    // Where the activation is smaller than anything before it, back to the start of the module that makes it smaller.
    private static List<int> Reductions(Graph graph)
    {
        var reduction = new int[graph.Nodes.Count];
        var starts = new List<int> { 0 };
        var largest = 1;
        foreach (var node in graph.Nodes)
        {
            var stride = node.Operator.Window?.Stride.Height ?? 1;
            reduction[node.Index] = node.Inputs.Select(input => reduction[input]).DefaultIfEmpty(1).Max() * stride;
            if (reduction[node.Index] > largest)
            {
                largest = reduction[node.Index];
                starts.Add(StartOf(graph, node, Math.Max(starts[starts.Count - 1], FirstLayer)));
            }
        }

        return starts.Distinct().ToList();
    }

    private static List<int> Blocks(Graph graph, List<int> starts)
    {
        var blocks = graph.Nodes
            .Where(node => node.Operator.MixesTokens)
            .Select(node => ParentOf(node.Path))
            .Distinct()
            .ToArray();
        return starts
            .Concat(blocks.Select(block => graph.Nodes.First(node => ModulePath.IsWithin(node.Path, block)).Index))
            .Distinct()
            .OrderBy(start => start)
            .ToList();
    }

    // The first node of the largest module around this one that begins after the previous stage.
    private static int StartOf(Graph graph, Node node, int before)
    {
        for (var depth = 1; depth <= ModulePath.Depth(node.Path); depth++)
        {
            var module = ModulePath.Prefix(node.Path, depth);
            var start = graph.Nodes.First(other => ModulePath.IsWithin(other.Path, module)).Index;
            if (start > before && !ModulePath.IsWithin(graph.Nodes[before].Path, module))
            {
                return start;
            }
        }

        return node.Index;
    }

    // A stage that starts with a pooling is named after its first layer with parameters, at the same depth.
    private static string NameOf(Graph graph, List<int> starts, int stage, int owner)
    {
        var start = starts[stage];
        var end = stage + 1 < starts.Count ? starts[stage + 1] : graph.Nodes.Count;
        return graph.Nodes[start].Operator.IsPooling
            ? ModulePath.Prefix(graph.Nodes[owner].Path, ModulePath.Depth(graph.Nodes[start].Path))
            : ModuleBetween(graph, start, end);
    }

    // The largest module that begins at a node and ends before another.
    private static string ModuleBetween(Graph graph, int start, int end)
    {
        var path = graph.Nodes[start].Path;
        for (var depth = 1; depth < ModulePath.Depth(path); depth++)
        {
            var module = ModulePath.Prefix(path, depth);
            var inside = graph.Nodes.Where(node => ModulePath.IsWithin(node.Path, module)).ToArray();
            if (inside[0].Index == start && inside[inside.Length - 1].Index < end)
            {
                return module;
            }
        }

        return path;
    }

    private static string ParentOf(string path) => ModulePath.Prefix(path, ModulePath.Depth(path) - 1);
}
