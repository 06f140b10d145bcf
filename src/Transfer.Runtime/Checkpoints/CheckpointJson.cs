using System.Text.Json.Serialization;

namespace Transfer.Checkpoints;

/// <summary>The serializer's code for the values of slices, made at build time: no reflection when it runs.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
