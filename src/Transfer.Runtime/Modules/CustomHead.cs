using System.Globalization;
using Transfer.Graphs;
using Transfer.Operators;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>Makes the head of a plan as TorchSharp modules, to be put into a custom module.</summary>
internal static class CustomHead
{
    /// <summary>Returns the layers that the graph has at its head: one as itself, several as a Sequential.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="seed">Seeds the new parameters.</param>
    public static nn.Module<Tensor, Tensor> Of(Graph graph, int seed)
    {
        var random = new Generator((ulong)seed);
        var layers = graph.Nodes
            .Where(node => graph.IsInHead(node.Path))
            .Select(node => GlobalRandom.Seeded(seed, () => Layer(node.Operator, random)))
            .ToArray();
        return layers.Length == 1
            ? layers[0]
            : nn.Sequential(layers.Select((layer, i) => (i.ToString(CultureInfo.InvariantCulture), layer)).ToArray());
    }

    private static nn.Module<Tensor, Tensor> Layer(Operator op, Generator random)
    {
        var layer = op.Accept(HeadModules.Instance);
        using var noGradient = no_grad();
        var own = layer.state_dict();
        foreach (var spec in op.Parameters)
        {
            long[] shape = [.. spec.Shape.Dimensions.Select(length => (long)length)];
            using var drawn = TensorFill.New(shape, spec.Initialization, random);
            own[spec.Name].copy_(drawn);
        }

        // The module that it goes into belongs to its user, whatever dispose scope is open here.
        foreach (var tensor in own.Values)
        {
            tensor.DetachFromDisposeScope();
        }

        return layer;
    }
}
