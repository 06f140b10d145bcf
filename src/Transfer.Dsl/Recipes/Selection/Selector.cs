using Transfer.Graphs;

namespace Transfer.Recipes.Selection;

/// <summary>
/// Names parameters by module path or glob, segment by segment: <c>layer4</c> is everything inside layer4,
/// <c>layer*.0</c> the first block of each stage, <c>**.bias</c> every bias. <c>*</c> stands for any text within a segment,
/// <c>?</c> for one letter, <c>**</c> for any number of segments.
/// </summary>
internal static class Selector
{
    private static readonly char[] Wildcards = ['*', '?'];

    /// <summary>Returns whether the parameter lies in what the pattern names.</summary>
    public static bool Matches(string pattern, string parameter) => pattern.IndexOfAny(Wildcards) < 0
        ? pattern.Length > 0 && ModulePath.IsWithin(parameter, pattern)
        : Matches(pattern.Split('.'), 0, parameter.Split('.'), 0);

    /// <summary>
    /// Returns the parameters of a graph that lie in what a path, a glob or a kind (<see cref="Layers"/>) names.
    /// </summary>
    public static IReadOnlyList<GraphTensor> Select(string selector, Graph graph)
    {
        var kind = Layers.KindOf(selector);
        var pattern = PathOf(selector, kind);
        return graph.Parameters
            .Where(parameter => (pattern.Length == 0 && kind is not null) || Matches(pattern, parameter.Name))
            .Where(parameter => kind is null || IsOfKind(kind, parameter, graph))
            .ToArray();
    }

    /// <summary>Returns whether the graph has the layer that is named; a kind alone always may have none.</summary>
    public static bool Exists(string selector, Graph graph)
    {
        var kind = Layers.KindOf(selector);
        var pattern = PathOf(selector, kind);
        return kind is not null && (pattern.Length == 0 || graph.Parameters.Any(parameter => Matches(pattern, parameter.Name)));
    }

    /// <summary>Returns whether a parameter is of a kind (<see cref="Layers"/>).</summary>
    public static bool IsOfKind(string kind, GraphTensor parameter, Graph graph)
    {
        var node = graph.Nodes[parameter.Node];
        return kind switch
        {
            Layers.Biases => parameter.Spec.Name.EndsWith("bias", StringComparison.Ordinal),
            Layers.Norms => node.Operator.IsNorm,
            Layers.BatchNorms => node.Operator.HasRunningStatistics,
            _ => HeadSurgery.IsHead(graph, node),
        };
    }

    private static string PathOf(string selector, string? kind) => selector.Substring(0, selector.Length - (kind?.Length ?? 0));

    private static bool Matches(string[] pattern, int p, string[] name, int n)
    {
        if (p == pattern.Length)
        {
            return true;
        }

        if (pattern[p] != "**")
        {
            return n < name.Length && SegmentMatches(pattern[p], 0, name[n], 0) && Matches(pattern, p + 1, name, n + 1);
        }

        for (var rest = n; rest <= name.Length; rest++)
        {
            if (Matches(pattern, p + 1, name, rest))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SegmentMatches(string pattern, int p, string text, int t)
    {
        if (p == pattern.Length)
        {
            return t == text.Length;
        }

        if (pattern[p] != '*')
        {
            return t < text.Length && (pattern[p] == '?' || pattern[p] == text[t]) && SegmentMatches(pattern, p + 1, text, t + 1);
        }

        for (var rest = t; rest <= text.Length; rest++)
        {
            if (SegmentMatches(pattern, p + 1, text, rest))
            {
                return true;
            }
        }

        return false;
    }
}
