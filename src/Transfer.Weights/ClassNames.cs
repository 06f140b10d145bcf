using System.Text.Json;
using System.Text.Json.Serialization;

namespace Transfer.Weights;

/// <summary>The names of a model's classes as they stand in its file: a JSON array of strings.</summary>
public static partial class ClassNames
{
    /// <summary>Writes the names, in the order of the classes.</summary>
    /// <param name="names">The names.</param>
    /// <returns>The array.</returns>
    public static string ToJson(IReadOnlyList<string> names) =>
        JsonSerializer.Serialize([.. names], ClassNamesJson.Default.StringArray);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The array.</param>
    /// <returns>The names.</returns>
    /// <exception cref="JsonException">It is no array of strings.</exception>
    public static string[] FromJson(string json) =>
        JsonSerializer.Deserialize(json, ClassNamesJson.Default.StringArray)
            ?? throw new JsonException("An array is expected here.");

    [JsonSerializable(typeof(string[]))]
    private sealed partial class ClassNamesJson : JsonSerializerContext;
}
