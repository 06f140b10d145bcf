using Transfer.Common;

namespace Transfer;

/// <summary>
/// L-BFGS (Nocedal 1980), as <c>torch.optim.LBFGS</c>: evaluates the loss several times a step, and knows one group only.
/// Sensible for small, whole-dataset problems such as a linear probe on cached features.
/// </summary>
public sealed class LbfgsSettings : OptimizerSettings
{
    internal LbfgsSettings(
        double learningRate,
        int iterations,
        int? evaluations,
        double gradientTolerance,
        double changeTolerance,
        int history,
        bool strongWolfe)
        : base(learningRate, 0)
    {
        Iterations = Argument.Positive(iterations, nameof(iterations));
        Evaluations = Argument.Positive(evaluations ?? iterations * 5 / 4, nameof(evaluations));
        GradientTolerance = Argument.NotNegative(gradientTolerance, nameof(gradientTolerance));
        ChangeTolerance = Argument.NotNegative(changeTolerance, nameof(changeTolerance));
        History = Argument.Positive(history, nameof(history));
        StrongWolfe = strongWolfe;
    }

    /// <summary>Gets the number of iterations in a step (<c>max_iter</c>).</summary>
    public int Iterations { get; }

    /// <summary>Gets the number of evaluations of the loss in a step (<c>max_eval</c>).</summary>
    public int Evaluations { get; }

    /// <summary>Gets the largest element of the gradient at which the optimizer stops (<c>tolerance_grad</c>).</summary>
    public double GradientTolerance { get; }

    /// <summary>Gets the change of the loss or the parameters at which the optimizer stops (<c>tolerance_change</c>).</summary>
    public double ChangeTolerance { get; }

    /// <summary>Gets the number of past updates that the optimizer keeps (<c>history_size</c>).</summary>
    public int History { get; }

    /// <summary>
    /// Gets a value indicating whether it searches along the line for a point that meets the strong Wolfe conditions.
    /// </summary>
    public bool StrongWolfe { get; }

    internal override Definition DefinedBy => Optimizers.LbfgsDefinition;

    internal override OptimizerTraits Traits => new(RateScale.None, NeedsClosure: true, TakesGroups: false);

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("learningRate", LearningRate)
        .Add("iterations", Iterations, 20)
        .Add("evaluations", Evaluations, Iterations * 5 / 4)
        .Add("gradientTolerance", GradientTolerance, 1e-7)
        .Add("changeTolerance", ChangeTolerance, 1e-9)
        .Add("history", History, 100)
        .Add("strongWolfe", StrongWolfe, false);
}

public static partial class Optimizers
{
    internal static readonly Definition<OptimizerSettings> LbfgsDefinition = Definition<OptimizerSettings>.Of<LbfgsSettings>(
        nameof(Lbfgs),
        Prefix,
        values => Lbfgs(
            values.Number("learningRate"),
            values.Integer("iterations"),
            values.Integer("evaluations"),
            values.Number("gradientTolerance"),
            values.Number("changeTolerance"),
            values.Integer("history"),
            values.Flag("strongWolfe")));

    /// <summary>
    /// Creates L-BFGS. All trainable parameters are in one group: L-BFGS does not support learning rates and weight decays of
    /// groups.
    /// </summary>
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
        new LbfgsSettings(learningRate, iterations, evaluations, gradientTolerance, changeTolerance, history, strongWolfe);
}
