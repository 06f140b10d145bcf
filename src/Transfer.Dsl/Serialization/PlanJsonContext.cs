using System.Text.Json.Serialization;
using Transfer.Graphs.Operators;
using Transfer.Planning;
using Transfer.Rules;
using Transfer.Steps;

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
        typeof(EquatableListConverter<OpaqueTensor>),
        typeof(OpaqueTensorConverter),
        typeof(ShapeConverter),
        typeof(Size2dConverter),
        typeof(InitializationConverter),
        typeof(EnumConverter<ActivationKind>),
        typeof(EnumConverter<OpaqueKind>),
        typeof(EnumConverter<Interpolation>),
        typeof(EnumConverter<Provenance>),
        typeof(EnumConverter<Severity>),
        typeof(EnumConverter<AdaptationKind>),
        typeof(EnumConverter<WatchedMetric>),
        typeof(EnumConverter<GradientClippingKind>),
        typeof(ScheduleConverter),
        typeof(AugmentationConverter),
    ])]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(WeightsSource.Default), TypeInfoPropertyName = "DefaultWeights")]
internal sealed partial class PlanJsonContext : JsonSerializerContext;
