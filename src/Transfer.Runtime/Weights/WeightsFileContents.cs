using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Transfer.Weights;

/// <summary>
/// The tensors of a weights file, in the file's order, and its metadata. The tensors read from the open file: dispose of
/// this when they have been copied.
/// </summary>
internal sealed class WeightsFileContents : IReadOnlyList<WeightTensor>, IDisposable
{
    private readonly ImmutableArray<WeightTensor> tensors;
    private readonly Dictionary<string, WeightTensor> byName;
    private readonly IDisposable file;

    public WeightsFileContents(string path, WeightsContent content, IDisposable file)
    {
        Path = path;
        Metadata = content.Metadata;
        tensors = content.Tensors;
        byName = content.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        this.file = file;
    }

    public string Path { get; }

    /// <summary>What a safetensors file says about itself; empty for files of <c>torch.save</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    public int Count => tensors.Length;

    public WeightTensor this[int index] => tensors[index];

    public bool TryGet(string name, [NotNullWhen(true)] out WeightTensor? tensor) => byName.TryGetValue(name, out tensor);

    public IEnumerator<WeightTensor> GetEnumerator() => tensors.AsEnumerable().GetEnumerator();

    public void Dispose() => file.Dispose();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
