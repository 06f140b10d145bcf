using TorchSharp;
using Transfer.Graphs;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>
/// The network of a plan as a TorchSharp module. Parameters and buffers have torchvision's names, so <c>state_dict()</c>
/// is interchangeable with PyTorch's; only what the plan trains requires a gradient. Input: N × channels × height × width,
/// float32; output: N × <see cref="Plan.Outputs"/>.
/// </summary>
/// <remarks>
/// In training mode the layers that the plan keeps in inference (frozen BatchNorm, dropout inside the frozen part) stay in
/// inference, whatever <c>train()</c> is called with.
/// </remarks>
public sealed class PlanModule : nn.Module<Tensor, Tensor>
{
    private readonly Graph graph;
    private readonly NodeRunner[] runners;
    private readonly int[][] lastUses;
    private HashSet<int> inferenceNodes = [];

    /// <summary>Builds the network with new random parameters; <see cref="Weights.PlanWeights"/> loads pretrained ones.</summary>
    /// <param name="plan">The plan; its first phase says what trains.</param>
    /// <param name="seed">Seeds the parameters; null takes the plan's seed, or a random one.</param>
    internal PlanModule(Plan plan, int? seed = null)
        : base(plan.Graph.Architecture)
    {
        graph = plan.Graph;
        var random = new Generator((ulong)(seed ?? plan.Seed ?? Random.Shared.Next()));
        foreach (var parameter in graph.Parameters)
        {
            TensorTree.RegisterParameter(this, parameter, random);
        }

        foreach (var buffer in graph.Buffers)
        {
            TensorTree.RegisterBuffer(this, buffer, random);
        }

        runners = graph.Nodes.Select(node => new NodeRunner(graph, node)).ToArray();
        lastUses = LastUses(graph);
        Bind();
        Enter(plan.Phases[0]);
    }

    /// <summary>Makes exactly a phase's parameters train, and sets which layers stay in inference meanwhile.</summary>
    /// <param name="phase">A phase of the plan.</param>
    public void Enter(Phase phase)
    {
        ArgumentNullException.ThrowIfNull(phase);
        var trainable = phase.Groups.SelectMany(group => group.Parameters).ToHashSet();
        foreach (var (name, parameter) in named_parameters())
        {
            parameter.requires_grad = trainable.Contains(name);
        }

        inferenceNodes = [.. phase.InferenceNodes];
    }

    /// <summary>Runs the network.</summary>
    /// <param name="input">N × channels × height × width; not disposed.</param>
    /// <returns>N × outputs.</returns>
    public override Tensor forward(Tensor input)
    {
        CheckInput(input);
        var train = training;
        var values = new Tensor?[runners.Length];
        values[0] = input;
        for (var i = 1; i < runners.Length; i++)
        {
            values[i] = runners[i].Run(values, train && !inferenceNodes.Contains(i));

            // Autograd holds what the backward pass needs; the handles would keep all the rest as well.
            foreach (var dead in lastUses[i])
            {
                if (dead != 0 && !ReferenceEquals(values[dead], values[i]))
                {
                    values[dead]!.Dispose();
                }

                values[dead] = null;
            }
        }

        return values[^1]!;
    }

    /// <inheritdoc/>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        Bind();
    }

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
                $"{graph.Architecture} takes N×{string.Join("×", expected.Dimensions)} as planned, got {string.Join("×", shape)}. "
                + "Another picture size is set by InputSize(…) in the recipe.",
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
