using TorchSharp;
using Transfer.Data;
using Transfer.Features;
using Transfer.Modules;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Training.Prefixes;

/// <summary>
/// The network as a phase runs it: the frozen prefix compiled, and run once an image where its features can be kept; then what
/// trains.
/// </summary>
internal sealed class PhaseNetwork : IDisposable
{
    private readonly Plan plan;
    private readonly PlanModule module;
    private readonly Device device;
    private readonly FrozenPrefix? prefix;
    private readonly FeatureStore? store;
    private readonly Dictionary<IImageDataset, IFeatureRows?> features = new(ReferenceEqualityComparer.Instance);

    public PhaseNetwork(Plan plan, Phase phase, PlanModule module, Device device, FeatureStoreOptions? options)
    {
        (this.plan, this.module, this.device, Phase) = (plan, module, device, phase);
        prefix = FrozenPrefix.Of(plan, phase, module, device);
        store = prefix is not null && options is not null
            ? new FeatureStore(options, prefix.Fingerprint, checked((int)prefix.Cut.Shape.Elements))
            : null;
    }

    /// <summary>Gets the phase.</summary>
    public Phase Phase { get; }

    /// <summary>Gets where the prefix ends; null where there is none.</summary>
    public Cut? Cut => prefix?.Cut;

    /// <summary>Returns whether the prefix is still what the module's frozen tensors make of an image.</summary>
    public bool IsCurrent() => prefix is null || prefix.IsOf(plan, module, device);

    /// <summary>
    /// Returns the prefix's features of a dataset, computed where they are not known yet; null where there is no prefix,
    /// where each
    /// epoch changes the images anew, and where there is no room.
    /// </summary>
    /// <param name="dataset">The images.</param>
    /// <param name="options">How the images are changed at random.</param>
    /// <param name="report">Told of the progress.</param>
    /// <param name="cancellation">Stops the computation.</param>
    public IFeatureRows? FeaturesOf(
        IImageDataset dataset, BatchLoaderOptions options, Action<int, int> report, CancellationToken cancellation)
    {
        if (store is null || !FeatureCaching.IsPossible(options))
        {
            return null;
        }

        if (!features.TryGetValue(dataset, out var rows))
        {
            rows = new PrefixFeatures(plan, prefix!, store, device).Of(dataset, options, report, cancellation);
            features.Add(dataset, rows);
        }

        return rows;
    }

    /// <summary>Returns what the phase's training starts from: features, or pixels where there is no prefix.</summary>
    /// <param name="batch">Images, or their features.</param>
    /// <param name="isFeatures">Whether the batch has features.</param>
    public Tensor InputOf(Batch batch, bool isFeatures)
    {
        if (isFeatures)
        {
            return BatchTensors.Rows(batch, Cut!.Shape, device);
        }

        var images = BatchTensors.Images(batch, plan.Preprocessing, device);
        return prefix?.Run(images) ?? images;
    }

    /// <summary>Returns the network's output, with the gradients of what trains.</summary>
    /// <param name="input">What <see cref="InputOf"/> gave.</param>
    public Tensor Forward(Tensor input) => prefix is null ? module.forward(input) : module.ForwardFrom(prefix.Cut.Node, input);

    public void Dispose()
    {
        prefix?.Dispose();
        store?.Dispose();
    }
}
