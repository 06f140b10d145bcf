using Transfer.Common;

namespace Transfer;

/// <summary>Rectified Adam (Liu et al. 2019), as <c>torch.optim.RAdam</c>.</summary>
public sealed class RAdamSettings : OptimizerSettings
{
    internal RAdamSettings(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        : base(learningRate, weightDecay)
    {
        Beta1 = Argument.BelowOne(beta1, nameof(beta1));
        Beta2 = Argument.BelowOne(beta2, nameof(beta2));
        Epsilon = Argument.NotNegative(epsilon, nameof(epsilon));
    }

    /// <summary>Gets the decay of the running mean of the gradient.</summary>
    public double Beta1 { get; }

    /// <summary>Gets the decay of the running mean of the squared gradient.</summary>
    public double Beta2 { get; }

    /// <summary>Gets the number added to the denominator.</summary>
    public double Epsilon { get; }

    internal override Definition DefinedBy => Optimizers.RAdamDefinition;

    internal override OptimizerTraits Traits => new(RateScale.Adam);

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("learningRate", LearningRate)
        .Add("beta1", Beta1, Optimizers.Beta1)
        .Add("beta2", Beta2, Optimizers.Beta2)
        .Add("epsilon", Epsilon, Optimizers.Epsilon)
        .Add("weightDecay", WeightDecay, 0.0);
}

public static partial class Optimizers
{
    internal static readonly Definition<OptimizerSettings> RAdamDefinition = Definition<OptimizerSettings>.Of<RAdamSettings>(
        nameof(RAdam),
        Prefix,
        values => RAdam(
            values.Number("learningRate"),
            values.Number("beta1"),
            values.Number("beta2"),
            values.Number("epsilon"),
            values.Number("weightDecay")));

    /// <summary>Creates rectified Adam.</summary>
    /// <param name="learningRate">The learning rate, above 0.</param>
    /// <param name="beta1">Decay of the running mean of the gradient, in [0, 1).</param>
    /// <param name="beta2">Decay of the running mean of its square, in [0, 1).</param>
    /// <param name="epsilon">Added to the denominator, 0 or more.</param>
    /// <param name="weightDecay">L2 penalty, 0 or more.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static OptimizerSettings RAdam(
        double learningRate = 1e-3,
        double beta1 = Beta1,
        double beta2 = Beta2,
        double epsilon = Epsilon,
        double weightDecay = 0) =>
        new RAdamSettings(learningRate, beta1, beta2, epsilon, weightDecay);
}
