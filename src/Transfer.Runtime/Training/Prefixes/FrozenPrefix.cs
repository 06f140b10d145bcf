using Transfer.Data;
using Transfer.Inference;
using Transfer.Modules;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Training.Prefixes;

/// <summary>The part of a network up to a phase's cut, compiled: it gives the same for an image in every epoch.</summary>
internal sealed class FrozenPrefix : IDisposable
{
    // Raise it with every change of what a prefix computes, so that no feature of an older one is taken for its own.
    private const int Version = 1;
    private readonly CompiledNetwork network;

    private FrozenPrefix(Cut cut, CompiledNetwork network, UInt128 fingerprint) =>
        (Cut, this.network, Fingerprint) = (cut, network, fingerprint);

    /// <summary>Gets where it ends.</summary>
    public Cut Cut { get; }

    /// <summary>Gets the fingerprint of all that decides what it gives for an image.</summary>
    public UInt128 Fingerprint { get; }

    /// <summary>Compiles the prefix of a phase; null where the phase has none.</summary>
    public static FrozenPrefix? Of(Plan plan, Phase phase, PlanModule module, Device device)
    {
        if (phase.Cut is not { } cut)
        {
            return null;
        }

        var graph = InferenceGraph.Between(plan.Graph, 0, cut.Node);
        return new FrozenPrefix(
            cut, new CompiledNetwork(graph, module.state_dict()), FingerprintOf(plan, cut, graph, module, device));
    }

    /// <summary>Returns whether the module's tensors are still those that it was compiled with.</summary>
    public bool IsOf(Plan plan, PlanModule module, Device device) =>
        FingerprintOf(plan, Cut, InferenceGraph.Between(plan.Graph, 0, Cut.Node), module, device) == Fingerprint;

    /// <summary>Returns what it gives for a batch: N × the cut's shape, in the usual order, in which what trains runs.</summary>
    public Tensor Run(Tensor images)
    {
        using var result = network.Run(images);
        return result.contiguous();
    }

    public void Dispose() => network.Dispose();

    private static UInt128 FingerprintOf(Plan plan, Cut cut, InferenceGraph graph, PlanModule module, Device device)
    {
        var state = module.state_dict();
        var tensors = plan.Graph.Parameters.Concat(plan.Graph.Buffers)
            .Where(tensor => tensor.Node <= cut.Node && !tensor.Spec.IsInteger)
            .Select(tensor => state[tensor.Name]);
        return TensorFingerprint.Of(
            $"{Version}|{typeof(Tensor).Assembly.GetName().Version}|{device.type}|{plan.Preprocessing}|{graph}", tensors);
    }
}
