namespace Transfer.Operators;

/// <summary>An operator that is random in training mode and the identity in inference mode.</summary>
/// <param name="Probability">The share that is left out, from 0 (never random) to 1.</param>
public abstract record StochasticOperator(double Probability) : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shapes.Single(inputs);
}

/// <summary>Zeroes elements at random and scales the rest by 1/(1 - p), as <c>torch.nn.Dropout</c>.</summary>
/// <param name="Probability">The share that is zeroed, from 0 to 1.</param>
public sealed record Dropout(double Probability) : StochasticOperator(Probability);

/// <summary>
/// Drops a residual branch for whole examples at random and scales the rest by 1/(1 - p) (Huang et al. 2016, torchvision's mode
/// "row").
/// </summary>
/// <param name="Probability">The share of examples that lose the branch, from 0 to 1.</param>
public sealed record StochasticDepth(double Probability) : StochasticOperator(Probability);
