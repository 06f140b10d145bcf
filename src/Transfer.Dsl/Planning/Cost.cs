using Transfer.Graphs;

namespace Transfer.Planning;

/// <summary>Counts the multiply-adds of a phase.</summary>
internal static class Cost
{
    public static PhaseCost Of(Graph graph, ISet<string> trainable, Liveness liveness)
    {
        if (graph.IsCustom)
        {
            return PhaseCost.Unknown;
        }

        var trains = new HashSet<int>(
            graph.Parameters.Where(parameter => trainable.Contains(parameter.Name)).Select(parameter => parameter.Node));
        var prefix = liveness.Cut?.Node ?? 0;
        long forward = 0, frozen = 0, backward = 0;
        foreach (var node in graph.Nodes)
        {
            var cost = graph.MultiplyAddsOf(node);
            forward += cost;
            frozen += node.Index <= prefix ? cost : 0;

            // Each gradient of a product costs as much as the product: one for the parameters, one for the input.
            backward += trains.Contains(node.Index) ? cost : 0;
            backward += node.Inputs.Any(input => liveness.NeedsGradient[input]) ? cost : 0;
        }

        return new PhaseCost(forward, frozen, backward);
    }
}
