using System.Text.Json;
using System.Text.Json.Serialization;
using Transfer.Operators;

namespace Transfer.Serialization;

/// <summary>
/// A tensor of an opaque module as its name, its shape and what it is: <c>["weight", [8, 3, 3, 3], "parameter"]</c>.
/// </summary>
internal sealed class CustomTensorConverter : JsonConverter<CustomTensor>
{
    private static readonly ShapeConverter Shapes = new();
    private static readonly string[] Roles = ["parameter", "buffer", "integer parameter", "integer buffer"];

    public override CustomTensor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A tensor is an array of its name, its shape and its role.");
        }

        var name = Text(ref reader, "name");
        reader.Read();
        var shape = Shapes.Read(ref reader, typeof(Shape), options);
        var role = Array.IndexOf(Roles, Text(ref reader, "role"));
        return role >= 0 && reader.Read() && reader.TokenType == JsonTokenType.EndArray
            ? new CustomTensor(name, shape, IsBuffer: role % 2 == 1, IsInteger: role > 1)
            : throw new JsonException($"A tensor has a name, a shape and one of the roles {string.Join(", ", Roles)}.");
    }

    public override void Write(Utf8JsonWriter writer, CustomTensor value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Name);
        Shapes.Write(writer, value.Shape, options);
        writer.WriteStringValue(Roles[(value.IsInteger ? 2 : 0) + (value.IsBuffer ? 1 : 0)]);
        writer.WriteEndArray();
    }

    private static string Text(ref Utf8JsonReader reader, string what) =>
        reader.Read() && reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : throw new JsonException($"A tensor's {what} is a text.");
}
