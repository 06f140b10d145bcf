using System.Text.Json;
using System.Text.Json.Serialization;
using Transfer.Graphs;
using Transfer.Training;

namespace Transfer.Checkpoints;

/// <summary>The list of results as a JSON array.</summary>
internal sealed class ResultsConverter : JsonConverter<EquatableList<EpochResult>>
{
    public override EquatableList<EpochResult> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<EpochResult[]>(ref reader, options)!.ToEquatableList();

    public override void Write(Utf8JsonWriter writer, EquatableList<EpochResult> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToArray(), options);
}
