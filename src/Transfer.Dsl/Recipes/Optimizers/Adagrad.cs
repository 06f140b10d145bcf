using Transfer.Common;

namespace Transfer;

/// <summary>Adagrad (Duchi et al. 2011), as <c>torch.optim.Adagrad</c>.</summary>
public sealed class AdagradSettings : OptimizerSettings
{
    internal AdagradSettings(
        double learningRate, double rateDecay, double weightDecay, double initialAccumulator, double epsilon)
        : base(learningRate, weightDecay)
    {
        RateDecay = Argument.NotNegative(rateDecay, nameof(rateDecay));
        InitialAccumulator = Argument.NotNegative(initialAccumulator, nameof(initialAccumulator));
        Epsilon = Argument.NotNegative(epsilon, nameof(epsilon));
    }

    /// <summary>Gets how fast the rate falls: rate / (1 + steps · RateDecay) (<c>lr_decay</c>).</summary>
    public double RateDecay { get; }

    /// <summary>Gets the initial value of the sum of squares (<c>initial_accumulator_value</c>).</summary>
    public double InitialAccumulator { get; }

    /// <summary>Gets the number added to the denominator.</summary>
    public double Epsilon { get; }

    internal override Definition DefinedBy => Optimizers.AdagradDefinition;

    internal override OptimizerTraits Traits => new(RateScale.Adagrad);

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("learningRate", LearningRate)
        .Add("rateDecay", RateDecay, 0.0)
        .Add("weightDecay", WeightDecay, 0.0)
        .Add("initialAccumulator", InitialAccumulator, 0.0)
        .Add("epsilon", Epsilon, 1e-10);
}

public static partial class Optimizers
{
    internal static readonly Definition<OptimizerSettings> AdagradDefinition = Definition<OptimizerSettings>.Of<AdagradSettings>(
        nameof(Adagrad),
        Prefix,
        values => Adagrad(
            values.Number("learningRate"),
            values.Number("rateDecay"),
            values.Number("weightDecay"),
            values.Number("initialAccumulator"),
            values.Number("epsilon")));

    /// <summary>Creates Adagrad.</summary>
    /// <param name="learningRate">The learning rate, above 0.</param>
    /// <param name="rateDecay">How fast the rate falls, 0 or more.</param>
    /// <param name="weightDecay">L2 penalty, 0 or more.</param>
    /// <param name="initialAccumulator">What the sum of squares starts from, 0 or more.</param>
    /// <param name="epsilon">Added to the denominator, 0 or more.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static OptimizerSettings Adagrad(
        double learningRate = 1e-2,
        double rateDecay = 0,
        double weightDecay = 0,
        double initialAccumulator = 0,
        double epsilon = 1e-10) =>
        new AdagradSettings(learningRate, rateDecay, weightDecay, initialAccumulator, epsilon);
}
