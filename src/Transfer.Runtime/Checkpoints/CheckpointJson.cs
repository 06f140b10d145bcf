using System.Text.Json.Serialization;
using Transfer.Serialization;
using Transfer.Training;

namespace Transfer.Checkpoints;

/// <summary>The serializer's code for the state of runs, made at build time: no reflection when it runs.</summary>
[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(EquatableListConverter<EpochResult>)])]
[JsonSerializable(typeof(RunPosition))]
[JsonSerializable(typeof(EpochResult))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
