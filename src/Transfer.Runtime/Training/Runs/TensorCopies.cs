using static TorchSharp.torch;

namespace Transfer.Training.Runs;

/// <summary>Represents copies of named tensors, to restore.</summary>
internal sealed class TensorCopies : IDisposable
{
    private readonly (string Name, Tensor Original, Tensor Copy)[] tensors;

    /// <summary>Copies the tensors as they are now.</summary>
    public TensorCopies(IEnumerable<(string Name, Tensor Value)> originals)
    {
        using var noGradient = no_grad();
        tensors = [.. originals.Select(pair => (pair.Name, pair.Value, pair.Value.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>Gets the copies by name.</summary>
    public IEnumerable<(string Name, Tensor Copy)> All => tensors.Select(tensor => (tensor.Name, tensor.Copy));

    /// <summary>Copies the tensors again.</summary>
    public void Take()
    {
        using var noGradient = no_grad();
        foreach (var (_, original, copy) in tensors)
        {
            copy.copy_(original);
        }
    }

    /// <summary>Gives the tensors the values that they had.</summary>
    public void Restore()
    {
        using var noGradient = no_grad();
        foreach (var (_, original, copy) in tensors)
        {
            original.copy_(copy);
        }
    }

    public void Dispose()
    {
        foreach (var (_, _, copy) in tensors)
        {
            copy.Dispose();
        }
    }
}
