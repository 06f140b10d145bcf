using System.Text.Json;
using System.Text.Json.Serialization;
using Transfer.Operators;

namespace Transfer.Serialization;

/// <summary>An initialization as its distribution and its number: <c>{"Normal": 0.02}</c>.</summary>
internal sealed class InitializationConverter : JsonConverter<Initialization>
{
    public override Initialization Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            throw new JsonException("An initialization is an object of a distribution and its number, e.g. {\"Normal\": 0.02}.");
        }

        var name = reader.GetString()!;
        if (Array.IndexOf(Enum.GetNames<Distribution>(), name) < 0)
        {
            throw new JsonException(
                $"The distribution \"{name}\" is not known; the known ones are "
                + $"{string.Join(", ", Enum.GetNames<Distribution>())}.");
        }

        reader.Read();
        var scale = reader.GetDouble();
        return reader.Read() && reader.TokenType == JsonTokenType.EndObject
            ? new Initialization(Enum.Parse<Distribution>(name), scale)
            : throw new JsonException("An initialization has one distribution only.");
    }

    public override void Write(Utf8JsonWriter writer, Initialization value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber(value.Distribution.ToString(), value.Scale);
        writer.WriteEndObject();
    }
}
