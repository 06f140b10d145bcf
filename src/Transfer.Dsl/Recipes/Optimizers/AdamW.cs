using Transfer.Common;

namespace Transfer;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2017), as <c>torch.optim.AdamW</c>.</summary>
public sealed class AdamWSettings : OptimizerSettings
{
    internal AdamWSettings(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
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

    internal override Definition DefinedBy => Optimizers.AdamWDefinition;

    internal override OptimizerTraits Traits => new(RateScale.Adam);

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("learningRate", LearningRate)
        .Add("beta1", Beta1, Optimizers.Beta1)
        .Add("beta2", Beta2, Optimizers.Beta2)
        .Add("epsilon", Epsilon, Optimizers.Epsilon)
        .Add("weightDecay", WeightDecay, Optimizers.AdamWWeightDecay);
}

public static partial class Optimizers
{
    internal static readonly Definition<OptimizerSettings> AdamWDefinition = Definition<OptimizerSettings>.Of<AdamWSettings>(
        nameof(AdamW),
        Prefix,
        values => AdamW(
            values.Number("learningRate"),
            values.Number("beta1"),
            values.Number("beta2"),
            values.Number("epsilon"),
            values.Number("weightDecay")));

    /// <summary>Creates Adam with decoupled weight decay.</summary>
    /// <param name="learningRate">The learning rate, above 0.</param>
    /// <param name="beta1">Decay of the running mean of the gradient, in [0, 1).</param>
    /// <param name="beta2">Decay of the running mean of its square, in [0, 1).</param>
    /// <param name="epsilon">Added to the denominator, 0 or more.</param>
    /// <param name="weightDecay">Decoupled weight decay, 0 or more; PyTorch's default is 0.01.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static OptimizerSettings AdamW(
        double learningRate = 1e-3,
        double beta1 = Beta1,
        double beta2 = Beta2,
        double epsilon = Epsilon,
        double weightDecay = AdamWWeightDecay) =>
        new AdamWSettings(learningRate, beta1, beta2, epsilon, weightDecay);
}
