using Transfer.Common;

namespace Transfer;

/// <summary>Stochastic gradient descent, as <c>torch.optim.SGD</c>.</summary>
public sealed class SgdSettings : OptimizerSettings
{
    internal SgdSettings(double learningRate, double momentum, double weightDecay, bool nesterov, double dampening)
        : base(learningRate, weightDecay)
    {
        if (nesterov && momentum == 0)
        {
            throw new ArgumentException("Nesterov momentum needs a momentum above 0, e.g. momentum: 0.9.", nameof(nesterov));
        }

        if (nesterov && dampening != 0)
        {
            throw new ArgumentException("Nesterov momentum does not allow dampening.", nameof(nesterov));
        }

        Momentum = Argument.BelowOne(momentum, nameof(momentum));
        Nesterov = nesterov;
        Dampening = Argument.Probability(dampening, nameof(dampening));
    }

    /// <summary>Gets the weight of the past updates.</summary>
    public double Momentum { get; }

    /// <summary>Gets a value indicating whether the momentum is Nesterov's.</summary>
    public bool Nesterov { get; }

    /// <summary>Gets the share of the gradient that does not enter the momentum.</summary>
    public double Dampening { get; }

    internal override Definition DefinedBy => Optimizers.SgdDefinition;

    internal override OptimizerTraits Traits => new(RateScale.Sgd);

    // What a step takes of the gradient in the long run is rate · (1 - dampening) / (1 - momentum).
    internal override double RateOfStep(double step) => step * (1 - Momentum) / Math.Max(1 - Dampening, 1e-12);

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("learningRate", LearningRate)
        .Add("momentum", Momentum, 0.0)
        .Add("weightDecay", WeightDecay, 0.0)
        .Add("nesterov", Nesterov, false)
        .Add("dampening", Dampening, 0.0);
}

public static partial class Optimizers
{
    internal static readonly Definition<OptimizerSettings> SgdDefinition = Definition<OptimizerSettings>.Of<SgdSettings>(
        nameof(Sgd),
        Prefix,
        values => Sgd(
            values.Number("learningRate"),
            values.Number("momentum"),
            values.Number("weightDecay"),
            values.Flag("nesterov"),
            values.Number("dampening")));

    /// <summary>Creates stochastic gradient descent.</summary>
    /// <param name="learningRate">The learning rate, above 0.</param>
    /// <param name="momentum">Weight of the past updates, in [0, 1).</param>
    /// <param name="weightDecay">L2 penalty, 0 or more.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's; needs a momentum, and no dampening.</param>
    /// <param name="dampening">The share of the gradient that does not enter the momentum, from 0 to 1.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    /// <exception cref="ArgumentException">Nesterov without momentum, or with dampening.</exception>
    public static OptimizerSettings Sgd(
        double learningRate, double momentum = 0, double weightDecay = 0, bool nesterov = false, double dampening = 0) =>
        new SgdSettings(learningRate, momentum, weightDecay, nesterov, dampening);
}
