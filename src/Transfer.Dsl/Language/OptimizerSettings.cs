using Transfer.Steps;

namespace Transfer;

/// <summary>An optimizer with its numbers; make one with <see cref="Optimizers"/>.</summary>
/// <param name="LearningRate">The learning rate of every parameter that no group gives another.</param>
/// <param name="WeightDecay">The weight decay.</param>
public abstract partial record OptimizerSettings(double LearningRate, double WeightDecay);

/// <summary>Stochastic gradient descent, as <c>torch.optim.SGD</c>.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Momentum">Weight of the past updates.</param>
/// <param name="WeightDecay">L2 penalty, added to the gradient.</param>
/// <param name="Nesterov">Whether the momentum is Nesterov's.</param>
/// <param name="Dampening">The share of the gradient that does not enter the momentum.</param>
public sealed record SgdSettings(double LearningRate, double Momentum, double WeightDecay, bool Nesterov, double Dampening = 0)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override string ToString() => Call.Of(
        "Optimizers.Sgd",
        Code.Number(LearningRate),
        Momentum == 0 ? null : $"momentum: {Code.Number(Momentum)}",
        WeightDecay == 0 ? null : $"weightDecay: {Code.Number(WeightDecay)}",
        Nesterov ? "nesterov: true" : null,
        Dampening == 0 ? null : $"dampening: {Code.Number(Dampening)}");
}

/// <summary>Adam (Kingma and Ba 2014), as <c>torch.optim.Adam</c>.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Beta1">Decay of the running mean of the gradient.</param>
/// <param name="Beta2">Decay of the running mean of its square.</param>
/// <param name="Epsilon">Added to the denominator.</param>
/// <param name="WeightDecay">L2 penalty, added to the gradient.</param>
public sealed record AdamSettings(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Call.OfAdam("Optimizers.Adam", LearningRate, Beta1, Beta2, Epsilon, WeightDecay, Optimizers.AdamWeightDecay);
}

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2017), as <c>torch.optim.AdamW</c>.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Beta1">Decay of the running mean of the gradient.</param>
/// <param name="Beta2">Decay of the running mean of its square.</param>
/// <param name="Epsilon">Added to the denominator.</param>
/// <param name="WeightDecay">Share of the weight, times the learning rate, that each step takes off.</param>
public sealed record AdamWSettings(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Call.OfAdam("Optimizers.AdamW", LearningRate, Beta1, Beta2, Epsilon, WeightDecay, Optimizers.AdamWWeightDecay);
}

/// <summary>The optimizers; defaults are those of PyTorch.</summary>
public static partial class Optimizers
{
    internal const double AdamWeightDecay = 0;
    internal const double AdamWWeightDecay = 0.01;
    internal const double Beta1 = 0.9;
    internal const double Beta2 = 0.999;
    internal const double Epsilon = 1e-8;

    /// <summary>Stochastic gradient descent.</summary>
    /// <param name="learningRate">The learning rate, above 0.</param>
    /// <param name="momentum">Weight of the past updates, in [0, 1).</param>
    /// <param name="weightDecay">L2 penalty, 0 or more.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's; needs a momentum, and no dampening.</param>
    /// <param name="dampening">The share of the gradient that does not enter the momentum, from 0 to 1.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="ArgumentException">Nesterov without momentum, or with dampening.</exception>
    public static OptimizerSettings Sgd(
        double learningRate, double momentum = 0, double weightDecay = 0, bool nesterov = false, double dampening = 0)
    {
        if (nesterov && momentum == 0)
        {
            throw new ArgumentException("Nesterov momentum needs a momentum above 0, e.g. momentum: 0.9.", nameof(nesterov));
        }

        if (nesterov && dampening != 0)
        {
            throw new ArgumentException("Nesterov momentum goes without dampening.", nameof(nesterov));
        }

        return new SgdSettings(
            Argument.LearningRate(learningRate),
            Argument.BelowOne(momentum, nameof(momentum)),
            Argument.NotNegative(weightDecay, nameof(weightDecay)),
            nesterov,
            Argument.Probability(dampening, nameof(dampening)));
    }

    /// <summary>Adam.</summary>
    /// <param name="learningRate">The learning rate, above 0.</param>
    /// <param name="beta1">Decay of the running mean of the gradient, in [0, 1).</param>
    /// <param name="beta2">Decay of the running mean of its square, in [0, 1).</param>
    /// <param name="epsilon">Added to the denominator, 0 or more.</param>
    /// <param name="weightDecay">L2 penalty, 0 or more.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static OptimizerSettings Adam(
        double learningRate = 1e-3,
        double beta1 = Beta1,
        double beta2 = Beta2,
        double epsilon = Epsilon,
        double weightDecay = AdamWeightDecay) =>
        new AdamSettings(
            Argument.LearningRate(learningRate),
            Argument.BelowOne(beta1, nameof(beta1)),
            Argument.BelowOne(beta2, nameof(beta2)),
            Argument.NotNegative(epsilon, nameof(epsilon)),
            Argument.NotNegative(weightDecay, nameof(weightDecay)));

    /// <summary>Adam with decoupled weight decay.</summary>
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
        new AdamWSettings(
            Argument.LearningRate(learningRate),
            Argument.BelowOne(beta1, nameof(beta1)),
            Argument.BelowOne(beta2, nameof(beta2)),
            Argument.NotNegative(epsilon, nameof(epsilon)),
            Argument.NotNegative(weightDecay, nameof(weightDecay)));
}
