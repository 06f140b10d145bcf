using System.Text.Json;
using System.Text.Json.Serialization;
using Transfer.Common;

namespace Transfer.Serialization;

/// <summary>Lists of numbers or strings as JSON arrays.</summary>
internal sealed class EquatableListConverter<T> : JsonConverter<EquatableList<T>>
{
    public override EquatableList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("An array is expected here.");
        }

        var element = ElementConverter(options);
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(
                element.Read(ref reader, typeof(T), options) ?? throw new JsonException("null is no element of this array."));
        }

        return new EquatableList<T>(items);
    }

    public override void Write(Utf8JsonWriter writer, EquatableList<T> value, JsonSerializerOptions options)
    {
        var element = ElementConverter(options);
        writer.WriteStartArray();
        foreach (var item in value)
        {
            element.Write(writer, item, options);
        }

        writer.WriteEndArray();
    }

    private static JsonConverter<T> ElementConverter(JsonSerializerOptions options) =>
        (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter;
}
