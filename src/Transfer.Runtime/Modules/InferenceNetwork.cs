using Transfer.Inference;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>A plan's network in inference: compiled, or the module itself where it is a custom one.</summary>
internal sealed class InferenceNetwork : IDisposable
{
    private readonly PlanModule module;
    private readonly CompiledNetwork? compiled;

    private InferenceNetwork(PlanModule module, InferenceGraph? graph)
    {
        this.module = module;
        module.eval();
        compiled = graph is null ? null : new CompiledNetwork(graph, module.state_dict());
    }

    /// <summary>Compiles the whole network with the tensors that it has now.</summary>
    public static InferenceNetwork Of(Plan plan, PlanModule module) =>
        new(module, plan.Graph.IsCustom ? null : InferenceGraph.Of(plan.Graph));

    /// <summary>Compiles what comes after a cut.</summary>
    public static InferenceNetwork After(Plan plan, PlanModule module, Cut cut) =>
        new(module, InferenceGraph.Between(plan.Graph, cut.Node, plan.Graph.Nodes.Count - 1));

    /// <summary>Returns the network's output, without gradients.</summary>
    public Tensor Run(Tensor input)
    {
        using var noGradient = no_grad();
        return compiled?.Run(input) ?? module.forward(input);
    }

    public void Dispose() => compiled?.Dispose();
}
