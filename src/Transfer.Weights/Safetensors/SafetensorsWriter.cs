using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Safetensors;

/// <summary>
/// Writes <c>.safetensors</c>: the same input gives the same bytes. The header lists the tensors in the caller's order; the
/// data lies widest elements first, so that every tensor is aligned to its element size, which readers that view the bytes
/// in place depend on (the reference implementation sorts likewise).
/// </summary>
public static class SafetensorsWriter
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a file without metadata.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors.</param>
    /// <exception cref="ArgumentException">As for a file with metadata.</exception>
    /// <exception cref="InvalidOperationException">A tensor wrote more or fewer bytes than its shape and type have.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<SafetensorsEntry> tensors) => Write(path, tensors, metadata: null);

    /// <summary>Writes the file beside <paramref name="path"/> and renames it; on failure what was there stays.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">The metadata of the file; null for none.</param>
    /// <exception cref="ArgumentException">A name twice, a reserved name, no Unicode text, a negative size, too long a
    /// header.</exception>
    /// <exception cref="InvalidOperationException">A tensor wrote more or fewer bytes than its shape and type have.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path, IReadOnlyList<SafetensorsEntry> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var file = new BesideFile(path);
        Write(file.Stream, tensors, metadata);
        file.Commit();
    }

    /// <summary>Writes the file to a stream.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="metadata">The metadata of the file; null for none.</param>
    /// <exception cref="ArgumentException">A name twice, a reserved name, no Unicode text, a negative size, too long a
    /// header.</exception>
    /// <exception cref="InvalidOperationException">A tensor wrote more or fewer bytes than its shape and type have.</exception>
    public static void Write(
        Stream stream, IReadOnlyList<SafetensorsEntry> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        Validate(tensors);

        // A stable sort: tensors of one element size keep their order.
        var layout = tensors.OrderByDescending(tensor => tensor.DType.Size()).ToList();
        WriteHeader(stream, tensors, Offsets(layout), metadata ?? new Dictionary<string, string>());
        foreach (var tensor in layout)
        {
            var exact = new ExactLengthStream(stream, tensor.Name, tensor.ByteCount);
            tensor.Write(exact);
            exact.Complete();
        }
    }

    private static void Validate(IReadOnlyList<SafetensorsEntry> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            if (tensor.Name == SafetensorsFormat.MetadataKey || !names.Add(tensor.Name))
            {
                throw new ArgumentException($"The name \"{tensor.Name}\" is reserved or used twice.", nameof(tensors));
            }

            if (tensor.Shape.Any(size => size < 0))
            {
                throw new ArgumentException(
                    $"{tensor.Name} has a negative size: [{string.Join(", ", tensor.Shape)}].", nameof(tensors));
            }
        }
    }

    private static Dictionary<string, long> Offsets(IEnumerable<SafetensorsEntry> layout)
    {
        var offsets = new Dictionary<string, long>(StringComparer.Ordinal);
        long offset = 0;
        foreach (var tensor in layout)
        {
            offsets.Add(tensor.Name, offset);
            offset = checked(offset + tensor.ByteCount);
        }

        return offsets;
    }

    private static void WriteHeader(
        Stream stream,
        IReadOnlyList<SafetensorsEntry> tensors,
        Dictionary<string, long> offsets,
        IReadOnlyDictionary<string, string> metadata)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Readable))
        {
            writer.WriteStartObject();
            WriteMetadata(writer, metadata);
            foreach (var tensor in tensors)
            {
                WriteEntry(writer, tensor, offsets[tensor.Name]);
            }

            writer.WriteEndObject();
        }

        var padding = -json.WrittenCount & (SafetensorsFormat.Alignment - 1);
        json.GetSpan(padding)[..padding].Fill((byte)' ');
        json.Advance(padding);
        if (json.WrittenCount > SafetensorsFormat.MaxHeaderBytes)
        {
            throw new ArgumentException(
                $"The header would have {json.WrittenCount} bytes; the format allows {SafetensorsFormat.MaxHeaderBytes}.",
                nameof(tensors));
        }

        Span<byte> length = stackalloc byte[SafetensorsFormat.LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.WrittenCount);
        stream.Write(length);
        stream.Write(json.WrittenSpan);
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(SafetensorsFormat.MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(Unicode(key), Unicode(value));
        }

        writer.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter writer, SafetensorsEntry tensor, long offset)
    {
        writer.WriteStartObject(Unicode(tensor.Name));
        writer.WriteString(SafetensorsFormat.DTypeKey, tensor.DType.SafetensorsName());
        WriteNumbers(writer, SafetensorsFormat.ShapeKey, tensor.Shape.AsSpan());
        WriteNumbers(writer, SafetensorsFormat.OffsetsKey, [offset, offset + tensor.ByteCount]);
        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string key, ReadOnlySpan<long> numbers)
    {
        writer.WriteStartArray(key);
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    /// <summary>Returns the UTF-8 of a text; half a surrogate pair would silently become another name.</summary>
    private static byte[] Unicode(string text) => StrictUtf8.GetBytes(text);
}
