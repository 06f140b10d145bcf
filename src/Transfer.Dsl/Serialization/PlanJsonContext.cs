using System.Text.Json.Serialization;
using Transfer.Data;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Rules;

namespace Transfer.Serialization;

/// <summary>The serializer's code for plans, made at build time: no reflection when it runs.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    AllowOutOfOrderMetadataProperties = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters =
    [
        typeof(EquatableListConverter<int>),
        typeof(EquatableListConverter<double>),
        typeof(EquatableListConverter<string>),
        typeof(ShapeConverter),
        typeof(OperatorConverter),
        typeof(EnumConverter<Interpolation>),
        typeof(EnumConverter<Provenance>),
        typeof(EnumConverter<Severity>),
        typeof(EnumConverter<AdaptationKind>),
        typeof(OptimizerConverter),
        typeof(ScheduleConverter),
        typeof(WeightsSourceConverter),
        typeof(RunSettingConverter),
    ])]
[JsonSerializable(typeof(PlanDocument))]
internal sealed partial class PlanJsonContext : JsonSerializerContext;
