using System.Text.Json.Serialization;

namespace Transfer.Serialization;

/// <summary>Enums by name only: a number would mean another member once one is inserted.</summary>
internal sealed class EnumConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
