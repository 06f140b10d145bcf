using Transfer.Common;

namespace Transfer;

/// <summary>
/// The rate times a factor whenever a metric has stopped getting better, as <c>torch.optim.lr_scheduler.ReduceLROnPlateau</c>.
/// The caller carries the state: <see cref="Next"/> after each epoch, its reductions in the clock.
/// </summary>
public sealed class PlateauSchedule : Schedule
{
    internal PlateauSchedule(
        WatchedMetric metric, double factor, int patience, double threshold, int cooldown, double lowest)
    {
        Metric = Argument.Member(metric, nameof(metric));
        Factor = Argument.BelowOne(Argument.Positive(factor, nameof(factor)), nameof(factor));
        Patience = Argument.NotNegative(patience, nameof(patience));
        Threshold = Argument.NotNegative(threshold, nameof(threshold));
        Cooldown = Argument.NotNegative(cooldown, nameof(cooldown));
        Lowest = Argument.NotNegative(lowest, nameof(lowest));
    }

    /// <summary>Gets the metric that the schedule watches.</summary>
    public WatchedMetric Metric { get; }

    /// <summary>Gets the factor of each reduction.</summary>
    internal double Factor { get; }

    /// <summary>Gets the number of epochs without progress that it bears.</summary>
    internal int Patience { get; }

    /// <summary>Gets the least relative change that counts as progress.</summary>
    internal double Threshold { get; }

    /// <summary>Gets the number of epochs after a reduction in which nothing counts as bad.</summary>
    internal int Cooldown { get; }

    /// <summary>Gets the rate below which none falls (<c>min_lr</c>).</summary>
    internal double Lowest { get; }

    // PyTorch's eps: a smaller change of the rate is not made.
    private const double LeastChange = 1e-8;

    /// <summary>Gets the state before the first epoch.</summary>
    public PlateauState Start =>
        new(Metric == WatchedMetric.ValidationLoss ? double.PositiveInfinity : double.NegativeInfinity, 0, 0, 0);

    internal override Definition DefinedBy => Schedules.ReduceOnPlateauDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("metric", Metric, WatchedMetric.ValidationLoss)
        .Add("factor", Factor, 0.1)
        .Add("patience", Patience, 10)
        .Add("threshold", Threshold, 1e-4)
        .Add("cooldown", Cooldown, 0)
        .Add("lowest", Lowest, 0.0);

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock)
    {
        var rate = baseRate;
        for (var i = 0; i < clock.Reductions; i++)
        {
            var reduced = Math.Max(rate * Factor, Lowest);
            rate = rate - reduced > LeastChange ? reduced : rate;
        }

        return rate;
    }

    /// <summary>Returns the state after an epoch.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="value">What the metric came to.</param>
    /// <returns>The new state.</returns>
    public PlateauState Next(PlateauState state, double value)
    {
        var better = Metric == WatchedMetric.ValidationLoss
            ? value < state.Best * (1 - Threshold)
            : value > state.Best * (1 + Threshold);
        var bad = better ? 0 : state.BadEpochs + 1;
        var cooldown = state.Cooldown;
        if (cooldown > 0)
        {
            cooldown--;
            bad = 0;
        }

        var best = better ? value : state.Best;
        return bad > Patience
            ? new PlateauState(best, 0, Cooldown, state.Reductions + 1)
            : new PlateauState(best, bad, cooldown, state.Reductions);
    }
}

/// <summary>What a <see cref="PlateauSchedule"/> remembers.</summary>
public sealed class PlateauState : Value
{
    /// <summary>Initializes the state, as a checkpoint gives it.</summary>
    /// <param name="best">The best value so far; infinite before the first.</param>
    /// <param name="badEpochs">Epochs without progress since, 0 or more.</param>
    /// <param name="cooldown">Epochs for which nothing counts as bad, 0 or more.</param>
    /// <param name="reductions">How often the rate was lowered, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 0.</exception>
    public PlateauState(double best, int badEpochs, int cooldown, int reductions)
    {
        Best = best;
        BadEpochs = Argument.NotNegative(badEpochs, nameof(badEpochs));
        Cooldown = Argument.NotNegative(cooldown, nameof(cooldown));
        Reductions = Argument.NotNegative(reductions, nameof(reductions));
    }

    /// <summary>Gets the best value so far; infinite before the first.</summary>
    public double Best { get; }

    /// <summary>Gets the epochs without progress since.</summary>
    public int BadEpochs { get; }

    /// <summary>Gets the epochs for which nothing counts as bad.</summary>
    public int Cooldown { get; }

    /// <summary>Gets how often the rate was lowered.</summary>
    public int Reductions { get; }

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("best", Best)
        .AddUnwritten("badEpochs", BadEpochs)
        .AddUnwritten("cooldown", Cooldown)
        .AddUnwritten("reductions", Reductions);
}

public static partial class Schedules
{
    internal static readonly Definition<Schedule> ReduceOnPlateauDefinition = Definition<Schedule>.Of<PlateauSchedule>(
        nameof(ReduceOnPlateau), Prefix,
        values => ReduceOnPlateau(
            values.Member<WatchedMetric>("metric"),
            values.Number("factor"),
            values.Integer("patience"),
            values.Number("threshold"),
            values.Integer("cooldown"),
            values.Number("lowest")));

    /// <summary>Lowers the rate whenever a metric has stopped getting better, as PyTorch's <c>ReduceLROnPlateau</c>.</summary>
    /// <param name="metric">What it watches; needs a validation set.</param>
    /// <param name="factor">The factor of each reduction, above 0 and below 1.</param>
    /// <param name="patience">Epochs without progress that it bears, 0 or more.</param>
    /// <param name="threshold">The least relative change that counts as progress, 0 or more.</param>
    /// <param name="cooldown">Epochs after a reduction in which nothing counts as bad, 0 or more.</param>
    /// <param name="lowest">No rate goes below this, 0 or more.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule ReduceOnPlateau(
        WatchedMetric metric = WatchedMetric.ValidationLoss,
        double factor = 0.1,
        int patience = 10,
        double threshold = 1e-4,
        int cooldown = 0,
        double lowest = 0) =>
        new PlateauSchedule(metric, factor, patience, threshold, cooldown, lowest);
}
