using System.Text.Json.Serialization;

// The names under which the records that stand for one another are told apart in JSON. A new operator is a line
// here; the values of the recipe language are told apart by their definitions (ConstructJson).
namespace Transfer.Operators;

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
[JsonDerivedType(typeof(CustomModule), nameof(CustomModule))]
[JsonDerivedType(typeof(CustomFeatures), nameof(CustomFeatures))]
public abstract partial record Operator;
