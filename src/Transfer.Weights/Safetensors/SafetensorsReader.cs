using System.Buffers.Binary;
using System.Collections.Immutable;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Safetensors;

/// <summary>Reads <c>.safetensors</c> as strictly as the reference implementation: no hole, no overlap, no byte left
/// over.</summary>
internal static class SafetensorsReader
{
    /// <exception cref="UnreadableWeightsException">The file breaks a rule of the format.</exception>
    public static WeightsContent Read(WeightBytes file)
    {
        var headerLength = ReadHeaderLength(file);
        var json = new byte[headerLength];
        file.Read(SafetensorsFormat.LengthBytes, json);
        var header = SafetensorsHeader.Parse(json);
        var dataStart = SafetensorsFormat.LengthBytes + headerLength;
        CheckCover(header.Entries, file.Length - dataStart);
        var tensors = header.Entries.Select(entry => new WeightTensor(
            entry.Name, entry.DType, entry.Shape, file.Slice(dataStart + entry.Begin, entry.End - entry.Begin)));
        return new WeightsContent([.. tensors], header.Metadata);
    }

    private static long ReadHeaderLength(WeightBytes file)
    {
        Span<byte> bytes = stackalloc byte[SafetensorsFormat.LengthBytes];
        file.Read(0, bytes);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > SafetensorsFormat.MaxHeaderBytes)
        {
            throw UnreadableWeightsException.Damaged(
                $"a .safetensors file with a header of {length} bytes (the format allows {SafetensorsFormat.MaxHeaderBytes})");
        }

        if ((long)length > file.Length - SafetensorsFormat.LengthBytes)
        {
            throw UnreadableWeightsException.Damaged(
                $"a .safetensors file truncated in its header ({file.Length} bytes, header of {length})");
        }

        return (long)length;
    }

    private static void CheckCover(ImmutableArray<SafetensorsHeaderEntry> entries, long dataLength)
    {
        long covered = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != covered)
            {
                var fault = entry.Begin < covered ? "overlaps the tensor before it" : "leaves a gap before it";
                throw UnreadableWeightsException.Damaged(
                    $"a .safetensors file where tensor \"{entry.Name}\" {fault} (begins at {entry.Begin}, expected {covered})");
            }

            covered = entry.End;
        }

        if (covered != dataLength)
        {
            throw UnreadableWeightsException.Damaged(
                $"a .safetensors file with {dataLength} bytes of data where its header describes {covered}");
        }
    }
}
