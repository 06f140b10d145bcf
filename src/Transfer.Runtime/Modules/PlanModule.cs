using Transfer.Planning;

using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>
/// The network of a plan as a TorchSharp module. Parameters and buffers have torchvision's names, or those of the user's own
/// module, so <c>state_dict()</c> is interchangeable with PyTorch's; only what the plan trains requires a gradient. Input:
/// N × channels × height × width, float32; output: N × <see cref="Plan.Outputs"/>.
/// </summary>
/// <remarks>
/// In training mode the layers that the plan keeps in inference (frozen BatchNorm, dropout inside the frozen part) stay in
/// inference, whatever <c>train()</c> is called with.
/// </remarks>
public abstract class PlanModule : nn.Module<Tensor, Tensor>
{
    private protected PlanModule(string name)
        : base(name)
    {
    }

    /// <summary>Gets the phase that was entered last.</summary>
    internal Phase Entered { get; private set; } = null!;

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

        RunInInference(phase.InferenceNodes.ToHashSet());
        Entered = phase;
    }

    /// <summary>Runs what comes after a cut, as the network runs now; the whole network after node 0, the input.</summary>
    /// <param name="node">The index of the node that the value is of.</param>
    /// <param name="value">The node's value.</param>
    internal abstract Tensor ForwardFrom(int node, Tensor value);

    /// <summary>Builds the network with new random parameters; <see cref="Weights.PlanWeights"/> loads pretrained ones.</summary>
    /// <param name="plan">The plan; its first phase says what trains.</param>
    /// <param name="seed">Seeds the parameters; null takes the plan's seed, or a random one.</param>
    /// <exception cref="BackboneModuleException">
    /// The plan is of a custom module, and its factory is not known or makes another network.
    /// </exception>
    internal static PlanModule Of(Plan plan, int? seed = null)
    {
        var drawn = seed ?? plan.Seed ?? Random.Shared.Next();
        PlanModule module = plan.Graph.IsCustom ? CustomPlanModule.Of(plan, drawn) : new GraphModule(plan, drawn);
        module.Enter(plan.Phases[0]);
        return module;
    }

    /// <summary>Sets which nodes of the graph run as in inference in training mode.</summary>
    private protected abstract void RunInInference(IReadOnlySet<int> nodes);
}
