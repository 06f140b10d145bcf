using System.Collections.Immutable;
using System.Text.Json;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Safetensors;

/// <summary>Represents one tensor of a header: its bytes are [Begin, End) of the data.</summary>
internal sealed record SafetensorsHeaderEntry(string Name, WeightDType DType, ImmutableArray<long> Shape, long Begin, long End);

/// <summary>A parsed header, each entry checked by itself: names are distinct and lengths fit the shapes.</summary>
internal sealed record SafetensorsHeader(
    ImmutableArray<SafetensorsHeaderEntry> Entries, ImmutableSortedDictionary<string, string> Metadata)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <exception cref="UnreadableWeightsException">Not the JSON that the format asks for.</exception>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Parse(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string whose escapes are no Unicode text.
            throw Damaged($"a header that is not valid JSON or names something twice ({e.Message})");
        }
    }

    private static SafetensorsHeader Parse(JsonElement root)
    {
        Require(root.ValueKind == JsonValueKind.Object, "a header that is not a JSON object");
        var entries = ImmutableArray.CreateBuilder<SafetensorsHeaderEntry>();
        var metadata = ImmutableSortedDictionary<string, string>.Empty;
        foreach (var property in root.EnumerateObject())
        {
            if (property.NameEquals(SafetensorsFormat.MetadataKey))
            {
                metadata = ParseMetadata(property.Value);
            }
            else
            {
                entries.Add(ParseEntry(property.Name, property.Value));
            }
        }

        return new(entries.ToImmutable(), metadata);
    }

    private static ImmutableSortedDictionary<string, string> ParseMetadata(JsonElement element)
    {
        Require(element.ValueKind == JsonValueKind.Object, "metadata that is not a JSON object");
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            Require(property.Value.ValueKind == JsonValueKind.String, $"metadata \"{property.Name}\" that is not a string");
            metadata.Add(property.Name, property.Value.GetString()!);
        }

        return metadata.ToImmutable();
    }

    private static SafetensorsHeaderEntry ParseEntry(string name, JsonElement element)
    {
        Require(element.ValueKind == JsonValueKind.Object, $"an entry \"{name}\" that is not a JSON object");
        foreach (var property in element.EnumerateObject())
        {
            Require(
                property.Name is SafetensorsFormat.DTypeKey or SafetensorsFormat.ShapeKey or SafetensorsFormat.OffsetsKey,
                $"a tensor \"{name}\" with an unknown property \"{property.Name}\"");
        }

        var dtype = ParseDType(name, element);
        var shape = ParseNumbers(name, element, SafetensorsFormat.ShapeKey);
        var offsets = ParseNumbers(name, element, SafetensorsFormat.OffsetsKey);
        Require(offsets.Length == 2 && offsets[0] <= offsets[1], $"a tensor \"{name}\" whose data_offsets are not [begin, end]");
        var length = ByteCount(name, dtype, shape);
        Require(
            offsets[1] - offsets[0] == length,
            $"a tensor \"{name}\" of {dtype} [{string.Join(", ", shape)}] "
                + $"with {offsets[1] - offsets[0]} bytes instead of {length}");
        return new(name, dtype, shape, offsets[0], offsets[1]);
    }

    private static WeightDType ParseDType(string name, JsonElement element)
    {
        Require(
            element.TryGetProperty(SafetensorsFormat.DTypeKey, out var value) && value.ValueKind == JsonValueKind.String,
            $"a tensor \"{name}\" without a dtype");
        var text = value.GetString()!;
        return WeightDTypes.TryParseSafetensors(text, out var dtype)
            ? dtype
            : throw UnsupportedDType.Create(text);
    }

    private static ImmutableArray<long> ParseNumbers(string name, JsonElement element, string key)
    {
        Require(
            element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Array,
            $"a tensor \"{name}\" without {key}");
        var numbers = ImmutableArray.CreateBuilder<long>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
        {
            var number = -1L;
            Require(
                item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out number) && number >= 0,
                $"a tensor \"{name}\" whose {key} contains something other than whole numbers from 0 to 2^63");
            numbers.Add(number);
        }

        return numbers.MoveToImmutable();
    }

    private static long ByteCount(string name, WeightDType dtype, ImmutableArray<long> shape)
    {
        try
        {
            return checked(shape.Aggregate(1L, (product, size) => checked(product * size)) * dtype.Size());
        }
        catch (OverflowException)
        {
            throw Damaged($"a tensor \"{name}\" larger than any memory ([{string.Join(", ", shape)}])");
        }
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw Damaged(otherwise);
        }
    }

    private static UnreadableWeightsException Damaged(string found) =>
        UnreadableWeightsException.Damaged("a .safetensors file with " + found);
}
