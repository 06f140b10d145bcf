using Transfer.Steps;

namespace Transfer;

/// <summary>RMSprop (Hinton 2012), as <c>torch.optim.RMSprop</c>.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Alpha">Decay of the running mean of the gradient's square.</param>
/// <param name="Epsilon">Added to the denominator.</param>
/// <param name="WeightDecay">L2 penalty, added to the gradient.</param>
/// <param name="Momentum">Weight of the past updates.</param>
/// <param name="Centered">Whether the gradient's variance, not its mean square, is in the denominator.</param>
public sealed record RMSpropSettings(
    double LearningRate, double Alpha, double Epsilon, double WeightDecay, double Momentum, bool Centered)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override string ToString() => Call.Of(
        "Optimizers.RMSprop",
        Code.Number(LearningRate),
        Call.Argument("alpha", Alpha, 0.99),
        Call.Argument("epsilon", Epsilon, Optimizers.Epsilon),
        Call.Argument("weightDecay", WeightDecay, 0),
        Call.Argument("momentum", Momentum, 0),
        Centered ? "centered: true" : null);
}

/// <summary>Adam with Nesterov momentum (Dozat 2016), as <c>torch.optim.NAdam</c>.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Beta1">Decay of the running mean of the gradient.</param>
/// <param name="Beta2">Decay of the running mean of its square.</param>
/// <param name="Epsilon">Added to the denominator.</param>
/// <param name="WeightDecay">L2 penalty, added to the gradient.</param>
/// <param name="MomentumDecay">How fast the momentum rises to beta1.</param>
public sealed record NAdamSettings(
    double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay, double MomentumDecay)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override string ToString() => Call.OfAdam(
        "Optimizers.NAdam", LearningRate, Beta1, Beta2, Epsilon, WeightDecay, 0, Call.Argument("momentumDecay", MomentumDecay, 4e-3));
}

/// <summary>Rectified Adam (Liu et al. 2019), as <c>torch.optim.RAdam</c>.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Beta1">Decay of the running mean of the gradient.</param>
/// <param name="Beta2">Decay of the running mean of its square.</param>
/// <param name="Epsilon">Added to the denominator.</param>
/// <param name="WeightDecay">L2 penalty, added to the gradient.</param>
public sealed record RAdamSettings(double LearningRate, double Beta1, double Beta2, double Epsilon, double WeightDecay)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override string ToString() => Call.OfAdam("Optimizers.RAdam", LearningRate, Beta1, Beta2, Epsilon, WeightDecay, 0);
}

/// <summary>Adagrad (Duchi et al. 2011), as <c>torch.optim.Adagrad</c>.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="RateDecay">How fast the rate falls: rate / (1 + steps · RateDecay) (<c>lr_decay</c>).</param>
/// <param name="WeightDecay">L2 penalty, added to the gradient.</param>
/// <param name="InitialAccumulator">What the sum of squares starts from (<c>initial_accumulator_value</c>).</param>
/// <param name="Epsilon">Added to the denominator.</param>
public sealed record AdagradSettings(
    double LearningRate, double RateDecay, double WeightDecay, double InitialAccumulator, double Epsilon)
    : OptimizerSettings(LearningRate, WeightDecay)
{
    /// <inheritdoc/>
    public override string ToString() => Call.Of(
        "Optimizers.Adagrad",
        Code.Number(LearningRate),
        Call.Argument("rateDecay", RateDecay, 0),
        Call.Argument("weightDecay", WeightDecay, 0),
        Call.Argument("initialAccumulator", InitialAccumulator, 0),
        Call.Argument("epsilon", Epsilon, 1e-10));
}

/// <summary>
/// L-BFGS (Nocedal 1980), as <c>torch.optim.LBFGS</c>: evaluates the loss several times a step, and knows one group only. Sensible for
/// small, whole-dataset problems such as a linear probe on cached features.
/// </summary>
/// <param name="LearningRate">The learning rate: the first length that is tried.</param>
/// <param name="Iterations">Iterations in a step (<c>max_iter</c>).</param>
/// <param name="Evaluations">Evaluations of the loss in a step (<c>max_eval</c>).</param>
/// <param name="GradientTolerance">Largest element of the gradient at which it stops (<c>tolerance_grad</c>).</param>
/// <param name="ChangeTolerance">Change of loss or parameters at which it stops (<c>tolerance_change</c>).</param>
/// <param name="History">Past updates that it remembers (<c>history_size</c>).</param>
/// <param name="StrongWolfe">Whether it searches along the line for a point that meets the strong Wolfe conditions.</param>
public sealed record LbfgsSettings(
    double LearningRate,
    int Iterations,
    int Evaluations,
    double GradientTolerance,
    double ChangeTolerance,
    int History,
    bool StrongWolfe)
    : OptimizerSettings(LearningRate, 0)
{
    /// <inheritdoc/>
    public override string ToString() => Call.Of(
        "Optimizers.Lbfgs",
        Code.Number(LearningRate),
        Call.Argument("iterations", Iterations, 20),
        Call.Argument("evaluations", Evaluations, Iterations * 5 / 4),
        Call.Argument("gradientTolerance", GradientTolerance, 1e-7),
        Call.Argument("changeTolerance", ChangeTolerance, 1e-9),
        Call.Argument("history", History, 100),
        StrongWolfe ? "strongWolfe: true" : null);
}

public static partial class Optimizers
{
    /// <summary>RMSprop.</summary>
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
        new RMSpropSettings(
            Argument.LearningRate(learningRate),
            Argument.BelowOne(alpha, nameof(alpha)),
            Argument.NotNegative(epsilon, nameof(epsilon)),
            Argument.NotNegative(weightDecay, nameof(weightDecay)),
            Argument.BelowOne(momentum, nameof(momentum)),
            centered);

    /// <summary>Adam with Nesterov momentum.</summary>
    /// <param name="learningRate">The learning rate, above 0; PyTorch's default is 2e-3.</param>
    /// <param name="beta1">Decay of the running mean of the gradient, in [0, 1).</param>
    /// <param name="beta2">Decay of the running mean of its square, in [0, 1).</param>
    /// <param name="epsilon">Added to the denominator, 0 or more.</param>
    /// <param name="weightDecay">L2 penalty, 0 or more.</param>
    /// <param name="momentumDecay">How fast the momentum rises to beta1, 0 or more.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static OptimizerSettings NAdam(
        double learningRate = 2e-3,
        double beta1 = Beta1,
        double beta2 = Beta2,
        double epsilon = Epsilon,
        double weightDecay = 0,
        double momentumDecay = 4e-3) =>
        new NAdamSettings(
            Argument.LearningRate(learningRate),
            Argument.BelowOne(beta1, nameof(beta1)),
            Argument.BelowOne(beta2, nameof(beta2)),
            Argument.NotNegative(epsilon, nameof(epsilon)),
            Argument.NotNegative(weightDecay, nameof(weightDecay)),
            Argument.NotNegative(momentumDecay, nameof(momentumDecay)));

    /// <summary>Rectified Adam.</summary>
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
        new RAdamSettings(
            Argument.LearningRate(learningRate),
            Argument.BelowOne(beta1, nameof(beta1)),
            Argument.BelowOne(beta2, nameof(beta2)),
            Argument.NotNegative(epsilon, nameof(epsilon)),
            Argument.NotNegative(weightDecay, nameof(weightDecay)));

    /// <summary>Adagrad.</summary>
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
        new AdagradSettings(
            Argument.LearningRate(learningRate),
            Argument.NotNegative(rateDecay, nameof(rateDecay)),
            Argument.NotNegative(weightDecay, nameof(weightDecay)),
            Argument.NotNegative(initialAccumulator, nameof(initialAccumulator)),
            Argument.NotNegative(epsilon, nameof(epsilon)));

    /// <summary>L-BFGS. All that trains is one group: rates and weight decay of groups do not go with it.</summary>
    /// <param name="learningRate">The learning rate, above 0.</param>
    /// <param name="iterations">Iterations in a step, 1 or more.</param>
    /// <param name="evaluations">Evaluations of the loss in a step, 1 or more; the default is 1.25 times the iterations.</param>
    /// <param name="gradientTolerance">Largest element of the gradient at which it stops, 0 or more.</param>
    /// <param name="changeTolerance">Change of loss or parameters at which it stops, 0 or more.</param>
    /// <param name="history">Past updates that it remembers, 1 or more.</param>
    /// <param name="strongWolfe">Whether it searches along the line.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static OptimizerSettings Lbfgs(
        double learningRate = 1,
        int iterations = 20,
        int? evaluations = null,
        double gradientTolerance = 1e-7,
        double changeTolerance = 1e-9,
        int history = 100,
        bool strongWolfe = false) =>
        new LbfgsSettings(
            Argument.LearningRate(learningRate),
            Argument.Positive(iterations, nameof(iterations)),
            Argument.Positive(evaluations ?? iterations * 5 / 4, nameof(evaluations)),
            Argument.NotNegative(gradientTolerance, nameof(gradientTolerance)),
            Argument.NotNegative(changeTolerance, nameof(changeTolerance)),
            Argument.Positive(history, nameof(history)),
            strongWolfe);
}
