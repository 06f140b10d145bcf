using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>
/// Keeps the graphs that were built: in the compiler one architecture is asked for at every key stroke, always for the same
/// few inputs.
/// </summary>
internal static class GraphCache
{
    // A graph takes some 100 KB; an editor that lives for days must not collect one for every size that was ever typed.
    private static readonly BoundedCache<(Architecture, Shape), Graph> Graphs = new(capacity: 128);

    /// <summary>Returns the graph of an architecture for an input.</summary>
    /// <exception cref="ShapeException">The architecture can't take the input.</exception>
    public static Graph Of(Architecture architecture, Shape input) =>
        Graphs.TryGet((architecture, input), out var graph)
            ? graph
            : Graphs.Add((architecture, input), architecture.Build(input));
}
