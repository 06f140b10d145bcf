using Transfer.Common;

namespace Transfer;

/// <summary>RMSprop (Hinton 2012), as <c>torch.optim.RMSprop</c>.</summary>
public sealed class RMSpropSettings : OptimizerSettings
{
    internal RMSpropSettings(
        double learningRate, double alpha, double epsilon, double weightDecay, double momentum, bool centered)
        : base(learningRate, weightDecay)
    {
        Alpha = Argument.BelowOne(alpha, nameof(alpha));
        Epsilon = Argument.NotNegative(epsilon, nameof(epsilon));
        Momentum = Argument.BelowOne(momentum, nameof(momentum));
        Centered = centered;
    }

    /// <summary>Gets the decay of the running mean of the squared gradient.</summary>
    public double Alpha { get; }

    /// <summary>Gets the number added to the denominator.</summary>
    public double Epsilon { get; }

    /// <summary>Gets the weight of the past updates.</summary>
    public double Momentum { get; }

    /// <summary>Gets a value indicating whether the gradient's variance, not its mean square, is in the denominator.</summary>
    public bool Centered { get; }

    internal override Definition DefinedBy => Optimizers.RMSpropDefinition;

    internal override OptimizerTraits Traits => new(RateScale.RMSprop);

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("learningRate", LearningRate)
        .Add("alpha", Alpha, 0.99)
        .Add("epsilon", Epsilon, Optimizers.Epsilon)
        .Add("weightDecay", WeightDecay, 0.0)
        .Add("momentum", Momentum, 0.0)
        .Add("centered", Centered, false);
}

public static partial class Optimizers
{
    internal static readonly Definition<OptimizerSettings> RMSpropDefinition = Definition<OptimizerSettings>.Of<RMSpropSettings>(
        nameof(RMSprop),
        Prefix,
        values => RMSprop(
            values.Number("learningRate"),
            values.Number("alpha"),
            values.Number("epsilon"),
            values.Number("weightDecay"),
            values.Number("momentum"),
            values.Flag("centered")));

    /// <summary>Creates RMSprop.</summary>
    /// <param name="learningRate">The learning rate, above 0.</param>
    /// <param name="alpha">Decay of the running mean of the gradient's square, in [0, 1).</param>
    /// <param name="epsilon">Added to the denominator, 0 or more.</param>
    /// <param name="weightDecay">L2 penalty, 0 or more.</param>
    /// <param name="momentum">Weight of the past updates, in [0, 1).</param>
    /// <param name="centered">Whether the gradient's variance, not its mean square, is in the denominator.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static OptimizerSettings RMSprop(
        double learningRate = 1e-2,
        double alpha = 0.99,
        double epsilon = Epsilon,
        double weightDecay = 0,
        double momentum = 0,
        bool centered = false) =>
        new RMSpropSettings(learningRate, alpha, epsilon, weightDecay, momentum, centered);
}
