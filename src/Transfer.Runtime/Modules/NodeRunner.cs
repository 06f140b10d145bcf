using Transfer.Graphs;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>Runs one node of a graph on tensors.</summary>
internal sealed class NodeRunner
{
    private readonly Node node;
    private readonly Kernel kernel;
    private readonly string[] names;
    private readonly Tensor[] tensors;

    public NodeRunner(Node node, Kernel kernel)
    {
        this.node = node;
        this.kernel = kernel;
        names = node.Operator.Parameters.Concat(node.Operator.Buffers)
            .Select(spec => ModulePath.Join(node.Path, spec.Name))
            .ToArray();
        tensors = new Tensor[names.Length];
    }

    /// <summary>Looks up the node's parameters and buffers.</summary>
    public void Bind(IReadOnlyDictionary<string, Tensor> all)
    {
        for (var i = 0; i < names.Length; i++)
        {
            tensors[i] = all[names[i]];
        }
    }

    /// <summary>Computes the node's value; an in-place kernel returns its first input.</summary>
    public Tensor Run(Tensor?[] values, bool training)
    {
        var inputs = new Tensor[node.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = values[node.Inputs[i]]!;
        }

        return kernel(inputs, tensors, training);
    }
}
