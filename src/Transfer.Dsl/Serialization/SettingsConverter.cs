using System.Text.Json;
using System.Text.Json.Serialization;
using Transfer.Graphs;
using Transfer.Steps;

namespace Transfer.Serialization;

/// <summary>Schedules.</summary>
internal sealed class ScheduleConverter() : SettingsConverter<Schedule>("schedule", schedule => schedule.Fields, Schedules.Find);

/// <summary>Augmentations.</summary>
internal sealed class AugmentationConverter()
    : SettingsConverter<Augmentation>("augmentation", augmentation => augmentation.Fields, Augmentations.Find);

/// <summary>
/// Records whose kinds know their own settings: <c>{"type": "Step", "size": 30, "gamma": 0.1, "per": "Epoch"}</c>. What is read goes
/// through the factory, so that a document holds nothing that a recipe could not.
/// </summary>
internal abstract class SettingsConverter<T>(string what, Func<T, Fields> fields, Func<string, Kind<T>?> find) : JsonConverter<T>
{
    private const string Discriminator = "type";

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(Discriminator, out var type) || type.ValueKind != JsonValueKind.String)
        {
            throw new JsonException($"A {what} is an object with a \"{Discriminator}\".");
        }

        var kind = find(type.GetString()!)
            ?? throw new JsonException($"unknown {what} \"{type.GetString()}\"; the known ones are {string.Join(", ", Kind<T>.Names)}");
        try
        {
            var values = new FieldValues(root.EnumerateObject().Where(member => member.Name != Discriminator)
                .ToDictionary(member => member.Name, member => ValueOf(member.Value)));
            var result = kind.Read(values);
            return values.Unread.FirstOrDefault() is { } unread
                ? throw new JsonException($"{kind.Name} has no setting \"{unread}\"")
                : result;
        }
        catch (Exception error) when (error is FieldException or ArgumentException)
        {
            throw new JsonException($"{kind.Name}: {error.Message}", error);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        var all = fields(value);
        writer.WriteStartObject();
        writer.WriteString(Discriminator, all.Name);
        foreach (var field in all.All)
        {
            writer.WritePropertyName(field.Name);
            WriteValue(writer, field.Value);
        }

        writer.WriteEndObject();
    }

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array when value.EnumerateArray().All(element => element.ValueKind == JsonValueKind.Number) =>
            value.EnumerateArray().Select(element => element.GetDouble()).ToEquatableList(),
        _ => throw new JsonException($"{value.GetRawText()} is no setting."),
    };

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
            case Enum member:
                writer.WriteStringValue(member.ToString());
                break;
            case EquatableList<int> numbers:
                WriteList(writer, numbers, writer.WriteNumberValue);
                break;
            case EquatableList<double> numbers:
                WriteList(writer, numbers, writer.WriteNumberValue);
                break;
            default:
                throw new ArgumentException($"No JSON for {value.GetType()}.", nameof(value));
        }
    }

    private static void WriteList<TNumber>(Utf8JsonWriter writer, EquatableList<TNumber> numbers, Action<TNumber> write)
    {
        writer.WriteStartArray();
        foreach (var number in numbers)
        {
            write(number);
        }

        writer.WriteEndArray();
    }
}
