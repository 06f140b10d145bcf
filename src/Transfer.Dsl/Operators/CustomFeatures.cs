using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents the features that a custom module passes to its head; their number is that of the head's inputs.</summary>
public sealed class CustomFeatures : Operator
{
    internal CustomFeatures(int features)
    {
        Features = Argument.Positive(features, nameof(features));
    }

    /// <summary>Gets the number of features of one example.</summary>
    public int Features { get; }

    internal override Definition DefinedBy => KnownOperators.CustomFeatures;

    internal override bool IsCustom => true;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(Features);

    private protected override ArgumentList Describe() => new ArgumentList().Add("features", Features);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> CustomFeatures = Of<CustomFeatures>(
        values => new CustomFeatures(values.Integer("features")));
}
