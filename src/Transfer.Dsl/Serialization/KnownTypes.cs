using System.Text.Json.Serialization;
using Transfer.Graphs.Operators;

// The names under which the records that stand for one another are told apart in JSON. A new operator, optimizer or loss is a line
// here; schedules and augmentations are told apart by their kinds (SettingsConverter).
namespace Transfer.Graphs
{
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
    [JsonDerivedType(typeof(Input), nameof(Input))]
    [JsonDerivedType(typeof(Conv2d), nameof(Conv2d))]
    [JsonDerivedType(typeof(Linear), nameof(Linear))]
    [JsonDerivedType(typeof(BatchNorm), nameof(BatchNorm))]
    [JsonDerivedType(typeof(LayerNorm), nameof(LayerNorm))]
    [JsonDerivedType(typeof(Activation), nameof(Activation))]
    [JsonDerivedType(typeof(MaxPool2d), nameof(MaxPool2d))]
    [JsonDerivedType(typeof(AvgPool2d), nameof(AvgPool2d))]
    [JsonDerivedType(typeof(AdaptiveAvgPool2d), nameof(AdaptiveAvgPool2d))]
    [JsonDerivedType(typeof(Dropout), nameof(Dropout))]
    [JsonDerivedType(typeof(StochasticDepth), nameof(StochasticDepth))]
    [JsonDerivedType(typeof(Add), nameof(Add))]
    [JsonDerivedType(typeof(Scale), nameof(Scale))]
    [JsonDerivedType(typeof(Concat), nameof(Concat))]
    [JsonDerivedType(typeof(Flatten), nameof(Flatten))]
    [JsonDerivedType(typeof(Identity), nameof(Identity))]
    [JsonDerivedType(typeof(LayerNorm2d), nameof(LayerNorm2d))]
    [JsonDerivedType(typeof(LayerScale), nameof(LayerScale))]
    [JsonDerivedType(typeof(Permute), nameof(Permute))]
    [JsonDerivedType(typeof(Tokens), nameof(Tokens))]
    [JsonDerivedType(typeof(ClassToken), nameof(ClassToken))]
    [JsonDerivedType(typeof(PositionEmbedding), nameof(PositionEmbedding))]
    [JsonDerivedType(typeof(SelectToken), nameof(SelectToken))]
    [JsonDerivedType(typeof(SelfAttention), nameof(SelfAttention))]
    [JsonDerivedType(typeof(OpaqueModule), nameof(OpaqueModule))]
    [JsonDerivedType(typeof(OpaqueFeatures), nameof(OpaqueFeatures))]
    public abstract partial record Operator;
}

namespace Transfer
{
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
    [JsonDerivedType(typeof(SgdSettings), "Sgd")]
    [JsonDerivedType(typeof(AdamSettings), "Adam")]
    [JsonDerivedType(typeof(AdamWSettings), "AdamW")]
    [JsonDerivedType(typeof(RMSpropSettings), "RMSprop")]
    [JsonDerivedType(typeof(NAdamSettings), "NAdam")]
    [JsonDerivedType(typeof(RAdamSettings), "RAdam")]
    [JsonDerivedType(typeof(AdagradSettings), "Adagrad")]
    [JsonDerivedType(typeof(LbfgsSettings), "Lbfgs")]
    public abstract partial record OptimizerSettings;

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
    [JsonDerivedType(typeof(CrossEntropyLoss), "CrossEntropy")]
    [JsonDerivedType(typeof(BinaryCrossEntropyLoss), "BinaryCrossEntropy")]
    public abstract partial record Loss;
}

namespace Transfer.Steps
{
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
    [JsonDerivedType(typeof(Default), nameof(Default))]
    [JsonDerivedType(typeof(Entry), nameof(Entry))]
    [JsonDerivedType(typeof(File), nameof(File))]
    public abstract partial record WeightsSource;
}
