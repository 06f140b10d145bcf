using Transfer.Common;

namespace Transfer;

/// <summary>
/// Up to the rate and down to almost nothing, step by step, while momentum goes the other way (Smith and Topin 2017), as
/// <c>torch.optim.lr_scheduler.OneCycleLR</c>: a group's own rate is its <c>max_lr</c>.
/// </summary>
internal sealed class OneCycleSchedule : Schedule
{
    internal OneCycleSchedule(
        double pctStart,
        double divFactor,
        double finalDivFactor,
        bool cycleMomentum,
        double baseMomentum,
        double maxMomentum,
        bool linear,
        bool threePhase)
    {
        PctStart = Argument.BelowOne(Argument.Positive(pctStart, nameof(pctStart)), nameof(pctStart));
        DivFactor = Argument.Positive(divFactor, nameof(divFactor));
        FinalDivFactor = Argument.Positive(finalDivFactor, nameof(finalDivFactor));
        CycleMomentum = cycleMomentum;
        BaseMomentum = Argument.BelowOne(baseMomentum, nameof(baseMomentum));
        MaxMomentum = Argument.BelowOne(maxMomentum, nameof(maxMomentum));
        Linear = linear;
        ThreePhase = threePhase;
    }

    /// <summary>Gets the share of the span that goes up.</summary>
    public double PctStart { get; }

    /// <summary>Gets the divisor of the rate that gives the start rate.</summary>
    public double DivFactor { get; }

    /// <summary>Gets the divisor of the start rate that gives the final rate.</summary>
    public double FinalDivFactor { get; }

    /// <summary>Gets a value indicating whether momentum (beta1) changes too.</summary>
    public bool CycleMomentum { get; }

    /// <summary>Gets the momentum at the top.</summary>
    public double BaseMomentum { get; }

    /// <summary>Gets the momentum at start and end.</summary>
    public double MaxMomentum { get; }

    /// <summary>Gets a value indicating whether the ways are straight lines, not cosines.</summary>
    public bool Linear { get; }

    /// <summary>
    /// Gets a value indicating whether it comes back to the start as fast as it went up, and then goes to the end.
    /// </summary>
    public bool ThreePhase { get; }

    internal override Definition DefinedBy => Schedules.OneCycleDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("pctStart", PctStart, 0.3)
        .Add("divFactor", DivFactor, 25.0)
        .Add("finalDivFactor", FinalDivFactor, 1e4)
        .Add("cycleMomentum", CycleMomentum, true)
        .Add("baseMomentum", BaseMomentum, 0.85)
        .Add("maxMomentum", MaxMomentum, 0.95)
        .Add("linear", Linear, false)
        .Add("threePhase", ThreePhase, false);

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock)
    {
        var start = baseRate / DivFactor;
        return At(clock, start, baseRate, start / FinalDivFactor);
    }

    /// <inheritdoc/>
    public override double? Momentum(ScheduleClock clock) =>
        CycleMomentum ? At(clock, MaxMomentum, BaseMomentum, MaxMomentum) : null;

    // The corners lie one step before whole shares of the span, since the first step has number 0.
    private double At(ScheduleClock clock, double start, double top, double end)
    {
        var last = clock.TotalSteps - 1.0;
        var up = (PctStart * clock.TotalSteps) - 1;
        var down = (2 * PctStart * clock.TotalSteps) - 2;
        if (clock.Step <= up)
        {
            return Between(start, top, Share(clock.Step, 0, up));
        }

        if (!ThreePhase)
        {
            return Between(top, end, Share(clock.Step, up, last));
        }

        return clock.Step <= down
            ? Between(top, start, Share(clock.Step, up, down))
            : Between(start, end, Share(clock.Step, down, last));
    }

    // A span of one step has no way to go.
    private static double Share(double step, double from, double to) => to > from ? Math.Min(1, (step - from) / (to - from)) : 0;

    private double Between(double from, double to, double share) =>
        Linear ? from + ((to - from) * share) : Schedules.Cosine(from, to, share);
}

public static partial class Schedules
{
    internal static readonly Definition<Schedule> OneCycleDefinition = Definition<Schedule>.Of<OneCycleSchedule>(
        nameof(OneCycle), Prefix,
        values => OneCycle(
            values.Number("pctStart"),
            values.Number("divFactor"),
            values.Number("finalDivFactor"),
            values.Flag("cycleMomentum"),
            values.Number("baseMomentum"),
            values.Number("maxMomentum"),
            values.Flag("linear"),
            values.Flag("threePhase")));

    /// <summary>
    /// Raises and lowers the rate in one cycle over the whole span, step by step, as PyTorch's <c>OneCycleLR</c>; a group's
    /// rate is the peak.
    /// </summary>
    /// <param name="pctStart">The share of the span that goes up, in (0, 1).</param>
    /// <param name="divFactor">The rate divided by this is where it starts, above 0.</param>
    /// <param name="finalDivFactor">The start divided by this is where it ends, above 0.</param>
    /// <param name="cycleMomentum">Whether momentum (in Adam's family: beta1) changes too.</param>
    /// <param name="baseMomentum">The momentum at the top, in [0, 1).</param>
    /// <param name="maxMomentum">The momentum at start and end, in [0, 1).</param>
    /// <param name="linear">Whether the ways are straight lines, not cosines.</param>
    /// <param name="threePhase">Whether it comes back to the start as fast as it went up, and then goes to the end.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule OneCycle(
        double pctStart = 0.3,
        double divFactor = 25,
        double finalDivFactor = 1e4,
        bool cycleMomentum = true,
        double baseMomentum = 0.85,
        double maxMomentum = 0.95,
        bool linear = false,
        bool threePhase = false) =>
        new OneCycleSchedule(pctStart, divFactor, finalDivFactor, cycleMomentum, baseMomentum, maxMomentum, linear, threePhase);
}
