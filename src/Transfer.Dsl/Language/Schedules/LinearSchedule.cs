using Transfer.Steps;

namespace Transfer;

/// <summary>A straight line between two shares of the rate, then level, as <c>torch.optim.lr_scheduler.LinearLR</c>.</summary>
/// <param name="Start">The share at the start (<c>start_factor</c>).</param>
/// <param name="End">The share at the end (<c>end_factor</c>).</param>
/// <param name="Length">How long it takes (<c>total_iters</c>); null takes the whole span.</param>
/// <param name="Per">The unit of time.</param>
public sealed record LinearSchedule(double Start, double End, int? Length, Per Per) : Schedule
{
    internal override Fields Fields => new Fields(nameof(Schedules.Linear))
        .Add("start", Start).Add("end", End).Add("length", Length, null).Add("per", Per, Per.Epoch);

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock)
    {
        var length = Length ?? clock.Total(Per);
        return baseRate * (Start + ((End - Start) * Math.Min(clock.In(Per), length) / length));
    }
}

public static partial class Schedules
{
    internal static readonly Kind<Schedule> LinearKind = Kind<Schedule>.Of(
        nameof(Linear),
        values => Linear(
            values.Number("start"), values.Number("end"), values.OptionalInteger("length"), values.Member<Per>("per")));

    /// <summary>Changes the rate along a straight line, then keeps it, as PyTorch's <c>LinearLR</c>.</summary>
    /// <param name="start">The share of the rate at the start, in (0, 1].</param>
    /// <param name="end">The share of the rate at the end, from 0 to 1.</param>
    /// <param name="length">How long it takes, 1 or more; the default is the whole span.</param>
    /// <param name="per">The unit of time.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule Linear(double start, double end, int? length = null, Per per = Per.Epoch) => new LinearSchedule(
        Argument.Share(start, nameof(start)),
        Argument.Probability(end, nameof(end)),
        length is { } given ? Argument.Positive(given, nameof(length)) : null,
        Argument.Member(per, nameof(per)));
}
