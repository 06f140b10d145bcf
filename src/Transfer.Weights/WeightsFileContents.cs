using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Transfer.Weights.Storage;

namespace Transfer.Weights;

/// <summary>
/// The tensors of a weights file, in the file's order, and its metadata. The tensors read from the open file: dispose of
/// this when they have been copied.
/// </summary>
public sealed class WeightsFileContents : IReadOnlyList<WeightTensor>, IDisposable
{
    private readonly ImmutableArray<WeightTensor> tensors;
    private readonly Dictionary<string, WeightTensor> byName;
    private readonly IDisposable file;

    internal WeightsFileContents(string path, WeightsContent content, IDisposable file)
    {
        Path = path;
        Metadata = content.Metadata;
        tensors = content.Tensors;
        byName = content.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        this.file = file;
    }

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets the metadata of a safetensors file; empty for files of <c>torch.save</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Gets the number of tensors.</summary>
    public int Count => tensors.Length;

    /// <summary>Gets a tensor by its place in the file.</summary>
    /// <param name="index">The place, from 0.</param>
    public WeightTensor this[int index] => tensors[index];

    /// <summary>Finds a tensor by name.</summary>
    /// <param name="name">The name in the state dict.</param>
    /// <param name="tensor">The tensor; null where there is none of that name.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out WeightTensor? tensor) => byName.TryGetValue(name, out tensor);

    /// <inheritdoc/>
    public IEnumerator<WeightTensor> GetEnumerator() => tensors.AsEnumerable().GetEnumerator();

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
