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
    public double Factor { get; }

    /// <summary>Gets the number of epochs without progress before a reduction.</summary>
    public int Patience { get; }

    /// <summary>Gets the least relative change that counts as progress.</summary>
    public double Threshold { get; }

    /// <summary>Gets the number of epochs after a reduction that do not count as bad.</summary>
    public int Cooldown { get; }

    /// <summary>Gets the lowest learning rate (<c>min_lr</c>).</summary>
    public double Lowest { get; }

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

/// <summary>Represents the state of a <see cref="PlateauSchedule"/>.</summary>
/// <param name="Best">The best value so far; infinite before the first.</param>
/// <param name="BadEpochs">Epochs without progress since.</param>
/// <param name="Cooldown">Epochs for which nothing counts as bad.</param>
/// <param name="Reductions">How often the rate was lowered.</param>
public sealed record PlateauState(double Best, int BadEpochs, int Cooldown, int Reductions);

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
