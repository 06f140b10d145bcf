using Transfer.Common;

namespace Transfer.Operators;

/// <summary>
/// Represents dropout: zeroes elements at random and scales the others by 1/(1 - p), as <c>torch.nn.Dropout</c>.
/// </summary>
public sealed class Dropout : Operator
{
    internal Dropout(double probability)
    {
        Probability = Argument.Probability(probability, nameof(probability));
    }

    /// <summary>Gets the share of elements that training sets to zero, from 0 to 1.</summary>
    public double Probability { get; }

    internal override Definition DefinedBy => KnownOperators.Dropout;

    internal override bool PassesValuesOn => true;

    internal override Randomness Randomness => Randomness.Elements;

    internal override double Chance => Probability;

    internal override Operator WithChance(double chance) => new Dropout(chance);

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Shapes.Single(inputs);

    private protected override ArgumentList Describe() => new ArgumentList().Add("probability", Probability);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Dropout = Of<Dropout>(values => new Dropout(values.Number("probability")));
}
