using System.Text.Json;
using System.Text.Json.Serialization;
using Transfer.Common;
using Transfer.Operators;
using Transfer.Recipes;

namespace Transfer.Serialization;

/// <summary>Values of the language inside documents that the serializer reads and writes.</summary>
internal abstract class ConstructConverter<T>(string what, Func<string, Definition<T>?> find) : JsonConverter<T>
    where T : Construct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return ConstructJson.Read(document.RootElement, what, find);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        ConstructJson.Write(writer, value);
}

/// <summary>Operators.</summary>
internal sealed class OperatorConverter() : ConstructConverter<Operator>("operator", KnownOperators.Find);

/// <summary>Optimizers.</summary>
internal sealed class OptimizerConverter() : ConstructConverter<OptimizerSettings>("optimizer", Optimizers.Find);

/// <summary>Schedules.</summary>
internal sealed class ScheduleConverter() : ConstructConverter<Schedule>("schedule", Schedules.Find);

/// <summary>Where weights come from.</summary>
internal sealed class WeightsSourceConverter() : ConstructConverter<WeightsSource>("weights source", WeightsSources.Find);

/// <summary>Settings of a run: each as the step that makes it.</summary>
internal sealed class RunSettingConverter : JsonConverter<RunSetting>
{
    public override RunSetting Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var step = ConstructJson.Read(document.RootElement, "setting of a run", Steps.Find);
        return step is RunSettingStep { Setting: var setting }
            ? setting
            : throw new JsonException($"{step.Definition.Name} is no setting of a run");
    }

    public override void Write(Utf8JsonWriter writer, RunSetting value, JsonSerializerOptions options) =>
        ConstructJson.Write(writer, value);
}
