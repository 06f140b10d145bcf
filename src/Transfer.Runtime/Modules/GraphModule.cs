using Transfer.Graphs;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>A network that its graph describes in full, run node by node.</summary>
internal sealed class GraphModule : PlanModule
{
    private readonly Graph graph;
    private readonly NodeRunner[] runners;
    private readonly int[][] lastUses;
    private IReadOnlySet<int> inferenceNodes = new HashSet<int>();

    public GraphModule(Plan plan, int seed)
        : base(plan.Graph.Architecture)
    {
        graph = plan.Graph;
        var random = new Generator((ulong)seed);
        foreach (var parameter in graph.Parameters)
        {
            TensorTree.RegisterParameter(this, parameter, random);
        }

        foreach (var buffer in graph.Buffers)
        {
            TensorTree.RegisterBuffer(this, buffer, random);
        }

        var kernels = graph.Nodes.Select(node => node.Operator.Accept(Kernels.Instance)).ToArray();
        runners = graph.Nodes.Select(node => new NodeRunner(node, InPlace.Choose(graph, kernels, node))).ToArray();
        lastUses = LastUses(graph);
        Bind();
    }

    public override Tensor forward(Tensor input)
    {
        CheckInput(input);
        return ForwardFrom(0, input);
    }

    internal override Tensor ForwardFrom(int node, Tensor value)
    {
        var train = training;
        var values = new Tensor?[runners.Length];
        values[node] = value;
        for (var i = node + 1; i < runners.Length; i++)
        {
            values[i] = runners[i].Run(values, train && !inferenceNodes.Contains(i));

            // Autograd holds what the backward pass needs; the handles would keep all the rest as well.
            foreach (var dead in lastUses[i])
            {
                if (dead != node && !ReferenceEquals(values[dead], values[i]))
                {
                    values[dead]!.Dispose();
                }

                values[dead] = null;
            }
        }

        return values[^1]!;
    }

    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        Bind();
    }

    private protected override void RunInInference(IReadOnlySet<int> nodes) => inferenceNodes = nodes;

    // Moving a module replaces its tensors, so the runners look them up again.
    private void Bind()
    {
        var tensors = named_parameters().Select(pair => (pair.name, Tensor: (Tensor)pair.parameter))
            .Concat(named_buffers().Select(pair => (pair.name, Tensor: pair.buffer)))
            .ToDictionary(pair => pair.name, pair => pair.Tensor);
        foreach (var runner in runners)
        {
            runner.Bind(tensors);
        }
    }

    private void CheckInput(Tensor input)
    {
        var expected = graph.Input;
        var shape = input.shape;
        if (shape.Length != 4 || shape[1] != expected[0] || shape[2] != expected[1] || shape[3] != expected[2])
        {
            throw new ArgumentException(
                $"{graph.Architecture} takes N×{string.Join("×", expected.Dimensions)} as planned, got "
                + $"{string.Join("×", shape)}. "
                + "Another image size is set by InputSize(…) in the recipe.",
                nameof(input));
        }
    }

    /// <summary>For each node, the values that no later node reads.</summary>
    private static int[][] LastUses(Graph graph)
    {
        var last = new int[graph.Nodes.Count];
        foreach (var node in graph.Nodes)
        {
            foreach (var input in node.Inputs)
            {
                last[input] = node.Index;
            }
        }

        return graph.Nodes
            .Select(node => node.Inputs.Distinct().Where(input => last[input] == node.Index).ToArray())
            .ToArray();
    }
}
