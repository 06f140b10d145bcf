using TorchSharp;
using Transfer.Graphs;
using Transfer.Inference;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>
/// Runs a network, or a part of it, in inference: on parameters of its own, into which each BatchNorm is folded, with channels
/// last in memory on the CPU, in place where the graph allows it, and without autograd.
/// </summary>
/// <remarks>
/// What it takes from the module unchanged it shares, the rest is a copy: compile again when the module's tensors have changed.
/// Several threads may run it at once.
/// </remarks>
internal sealed class CompiledNetwork : IDisposable
{
    private readonly InferenceGraph graph;
    private readonly Kernel[] kernels;
    private readonly Tensor[][] tensors;
    private readonly ScalarType type;
    private readonly bool channelsLast;

    /// <summary>Compiles a graph with the tensors of a module.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="state">The module's parameters and buffers by name, on the device where it runs.</param>
    /// <param name="type">The type that it computes in; input and result are float32 either way.</param>
    public CompiledNetwork(InferenceGraph graph, IReadOnlyDictionary<string, Tensor> state, ScalarType type = ScalarType.Float32)
    {
        this.graph = graph;
        this.type = type;
        channelsLast = state.Values.All(tensor => tensor.device_type == DeviceType.CPU);
        kernels = [.. graph.Nodes.Select(KernelOf)];
        using var noGradient = no_grad();
        tensors = [.. graph.Nodes.Select(node => TensorsOf(node, state))];
    }

    /// <summary>Returns the result for a batch of inputs.</summary>
    /// <param name="input">N × the input's shape, float32; it stays as it is.</param>
    /// <returns>N × the output's shape, float32.</returns>
    public Tensor Run(Tensor input)
    {
        using var noGradient = no_grad();
        var values = new Tensor?[kernels.Length];
        values[0] = Prepared(input);
        for (var i = 1; i < kernels.Length; i++)
        {
            var node = graph.Nodes[i];
            var inputs = new Tensor[node.Inputs.Count];
            for (var j = 0; j < inputs.Length; j++)
            {
                inputs[j] = values[node.Inputs[j]]!;
            }

            values[i] = kernels[i](inputs, tensors[i], training: false);
            foreach (var unused in node.Unused)
            {
                Free(values, unused, values[i]!);
            }
        }

        var result = values[^1]!;
        if (kernels.Length > 1 && !ReferenceEquals(values[0], result))
        {
            values[0]!.Dispose();
        }

        return type == ScalarType.Float32 ? result : Converted(result, ScalarType.Float32);
    }

    public void Dispose()
    {
        foreach (var tensor in tensors.SelectMany(own => own))
        {
            tensor.Dispose();
        }
    }

    private static void Free(Tensor?[] values, int index, Tensor result)
    {
        if (!ReferenceEquals(values[index], result))
        {
            values[index]!.Dispose();
        }

        values[index] = null;
    }

    private Kernel KernelOf(InferenceNode node)
    {
        var kernel = node.Operator.Accept(Kernels.Instance);
        return node.OverwritesInput && kernel.InInference is { } inPlace ? inPlace
            : channelsLast && kernel.RunChannelsLast is { } last ? last
            : kernel.Run;
    }

    private static Tensor Converted(Tensor tensor, ScalarType type)
    {
        using (tensor)
        {
            return tensor.to(type);
        }
    }

    private Tensor Prepared(Tensor input)
    {
        var laidOut = channelsLast ? MemoryLayout.ChannelsLast(input) : input.alias();
        return type == input.dtype ? laidOut : Converted(laidOut, type);
    }

    private Tensor[] TensorsOf(InferenceNode node, IReadOnlyDictionary<string, Tensor> state)
    {
        using var scope = NewDisposeScope();
        Tensor?[] own = [.. node.Operator.Parameters.Concat(node.Operator.Buffers)
            .Select(spec => state.GetValueOrDefault(ModulePath.Join(node.Node.Path, spec.Name)))];
        if (node.Norm is { } norm)
        {
            (own[0], own[1]) = Folding.Fold(norm, own[0]!, own[1], name => state[ModulePath.Join(norm.Path, name)]);
        }

        return [.. own.Select(tensor => Copy(tensor!).DetachFromDisposeScope())];
    }

    private Tensor Copy(Tensor tensor)
    {
        var typed = is_floating_point(tensor) && tensor.dtype != type ? tensor.to(type) : tensor.detach();
        return channelsLast ? MemoryLayout.ChannelsLast(typed) : typed;
    }
}
