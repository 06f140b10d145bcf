using Transfer.Common;

namespace Transfer.Operators;

/// <summary>
/// Represents stochastic depth: drops a residual branch for whole examples at random and scales the others by 1/(1 - p) (Huang et
/// al. 2016, torchvision's mode "row").
/// </summary>
public sealed class StochasticDepth : Operator
{
    internal StochasticDepth(double probability)
    {
        Probability = Argument.Probability(probability, nameof(probability));
    }

    /// <summary>Gets the share of examples whose branch training drops, from 0 to 1.</summary>
    public double Probability { get; }

    internal override Definition DefinedBy => KnownOperators.StochasticDepth;

    internal override Randomness Randomness => Randomness.Branches;

    internal override double Chance => Probability;

    internal override Operator WithChance(double chance) => new StochasticDepth(chance);

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Shapes.Single(inputs);

    private protected override ArgumentList Describe() => new ArgumentList().Add("probability", Probability);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> StochasticDepth = Of<StochasticDepth>(
        values => new StochasticDepth(values.Number("probability")));
}
