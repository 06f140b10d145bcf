using System.Runtime.InteropServices;
using Transfer.Graphs;
using Transfer.Weights;
using Transfer.Weights.Safetensors;
using Transfer.Weights.Storage;

namespace Transfer.Tests.Parity;

/// <summary>A .safetensors file of an architecture's whole state dict, filled by the formula; deleted when disposed.</summary>
internal sealed class FormulaFile : IDisposable
{
    public FormulaFile(string architecture, string salt)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"transfer-{Guid.NewGuid():N}.safetensors");
        var graph = Backbone.Named(architecture).Compile().Graph;
        SafetensorsWriter.Write(Path, graph.Parameters.Concat(graph.Buffers).Select(tensor => Entry(tensor, salt)).ToArray());
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);

    private static SafetensorsEntry Entry(GraphTensor tensor, string salt) => new(
        tensor.Name,
        tensor.Spec.IsInteger ? WeightDType.I64 : WeightDType.F32,
        [.. tensor.Shape.Dimensions.Select(length => (long)length)],
        stream => stream.Write(tensor.Spec.IsInteger
            ? new byte[tensor.Shape.Elements * sizeof(long)]
            : MemoryMarshal.AsBytes<float>(FormulaWeights.Weight(tensor.Name, salt, tensor.Shape.Dimensions))));
}
