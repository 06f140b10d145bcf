using System.Text.Json;
using Transfer.Common;

namespace Transfer.Serialization;

/// <summary>
/// Values of the language as JSON: <c>{"type": "Step", "size": 30, "gamma": 0.1, "per": "Epoch"}</c>. What is read goes through
/// the checks of the language, so that a document holds nothing that a recipe could not.
/// </summary>
internal static class ConstructJson
{
    private const string Discriminator = "type";

    public static void Write(Utf8JsonWriter writer, Construct value)
    {
        writer.WriteStartObject();
        writer.WriteString(Discriminator, value.DefinedBy.Name);
        foreach (var argument in value.Arguments.All)
        {
            writer.WritePropertyName(argument.Name);
            WriteValue(writer, argument.Value);
        }

        writer.WriteEndObject();
    }

    /// <exception cref="JsonException">It is no such value; the message says why.</exception>
    public static T Read<T>(JsonElement element, string what, Func<string, Definition<T>?> find)
        where T : Construct
    {
        var article = "aeiou".Contains(what[0]) ? "an" : "a";
        var data = DataOf(element) ?? throw new JsonException($"{article} {what} is an object with a \"{Discriminator}\"");
        if (find(data.Type) is null)
        {
            throw new JsonException(
                $"unknown {what} \"{data.Type}\"; the known ones are "
                + $"{string.Join(", ", Definition<T>.All.Select(known => known.Name))}");
        }

        try
        {
            return Definition<T>.Make(data, find);
        }
        catch (Exception error) when (error is ArgumentValueException or ArgumentException)
        {
            throw new JsonException($"{data.Type}: {error.Message.Split(" (Parameter '")[0].TrimEnd('.')}", error);
        }
    }

    private static ConstructData? DataOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(Discriminator, out var type) && type.ValueKind == JsonValueKind.String
            ? new ConstructData(type.GetString()!, new ArgumentValues(ValuesOf(element)))
            : null;

    private static Dictionary<string, object?> ValuesOf(JsonElement element)
    {
        var values = new Dictionary<string, object?>();
        foreach (var member in element.EnumerateObject())
        {
            if (!values.TryAdd(member.Name, ValueOf(member.Value)))
            {
                throw new JsonException($"\"{member.Name}\" is there twice");
            }
        }

        values.Remove(Discriminator);
        return values;
    }

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object => DataOf(value) ?? throw new JsonException($"{value.GetRawText()} has no \"{Discriminator}\"."),
        JsonValueKind.Array => ListOf([.. value.EnumerateArray()]),
        _ => throw new JsonException($"{value.GetRawText()} is no argument."),
    };

    private static object ListOf(JsonElement[] elements)
    {
        if (elements.Length == 0)
        {
            return EquatableList<object>.Empty;
        }

        if (Array.TrueForAll(elements, element => element.ValueKind == JsonValueKind.Number))
        {
            return elements.Select(element => element.GetDouble()).ToEquatableList();
        }

        if (Array.TrueForAll(elements, element => element.ValueKind == JsonValueKind.String))
        {
            return elements.Select(element => element.GetString()!).ToEquatableList();
        }

        return elements.Select(element => DataOf(element)
            ?? throw new JsonException($"{element.GetRawText()} is no element of this array.")).ToEquatableList();
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case Enum member:
                writer.WriteStringValue(member.ToString());
                break;
            case Construct construct:
                Write(writer, construct);
                break;
            case System.Collections.IEnumerable elements:
                writer.WriteStartArray();
                foreach (var element in elements)
                {
                    WriteValue(writer, element);
                }

                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"No JSON for {value.GetType()}.", nameof(value));
        }
    }
}
