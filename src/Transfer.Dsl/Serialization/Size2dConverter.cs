using System.Text.Json;
using System.Text.Json.Serialization;
using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Serialization;

/// <summary>A square as its side, <c>3</c>; any other size as height and width, <c>[1, 7]</c>.</summary>
internal sealed class Size2dConverter : JsonConverter<Size2d>
{
    private static readonly EquatableListConverter<int> Sides = new();

    public override Size2d Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.GetInt32();
        }

        var sides = Sides.Read(ref reader, typeof(EquatableList<int>), options);
        return sides.Count == 2
            ? new Size2d(sides[0], sides[1])
            : throw new JsonException($"A size is one number or two, got {sides.Count}.");
    }

    public override void Write(Utf8JsonWriter writer, Size2d value, JsonSerializerOptions options)
    {
        if (value.Height == value.Width)
        {
            writer.WriteNumberValue(value.Height);
        }
        else
        {
            Sides.Write(writer, EquatableList.Of(value.Height, value.Width), options);
        }
    }
}
