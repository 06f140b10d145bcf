using static TorchSharp.torch;

namespace Transfer.Checkpoints;

/// <summary>A run at a moment.</summary>
/// <param name="Plan">The plan that it follows.</param>
/// <param name="ClassNames">The names of the classes.</param>
/// <param name="Model">The network's parameters and buffers, by name.</param>
/// <param name="Slices">What each part of the run keeps.</param>
internal sealed record Checkpoint(
    Plan Plan,
    IReadOnlyList<string> ClassNames,
    IReadOnlyList<(string Name, Tensor Value)> Model,
    IReadOnlyList<CheckpointSlice> Slices) : IDisposable
{
    /// <summary>Returns what a part kept; an empty slice where it kept nothing.</summary>
    public CheckpointSlice Slice(string part) => Slices.FirstOrDefault(slice => slice.Name == part) ?? new CheckpointSlice(part);

    /// <summary>Frees the tensors. For a checkpoint that was read: the tensors of one that was captured are the run's.</summary>
    public void Dispose()
    {
        foreach (var (_, value) in Model.Concat(Slices.SelectMany(slice => slice.Tensors)))
        {
            value.Dispose();
        }
    }
}
