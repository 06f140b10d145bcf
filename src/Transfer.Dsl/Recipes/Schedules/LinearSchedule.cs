using Transfer.Common;

namespace Transfer;

/// <summary>A straight line between two shares of the rate, then level, as <c>torch.optim.lr_scheduler.LinearLR</c>.</summary>
internal sealed class LinearSchedule : Schedule
{
    internal LinearSchedule(double start, double end, int? length, Per per)
    {
        Start = Argument.Share(start, nameof(start));
        End = Argument.Probability(end, nameof(end));
        Length = length is { } given ? Argument.Positive(given, nameof(length)) : null;
        Per = Argument.Member(per, nameof(per));
    }

    /// <summary>Gets the share at the start (<c>start_factor</c>).</summary>
    public double Start { get; }

    /// <summary>Gets the share at the end (<c>end_factor</c>).</summary>
    public double End { get; }

    /// <summary>Gets how long the change takes (<c>total_iters</c>); null for the whole span.</summary>
    public int? Length { get; }

    /// <summary>Gets the unit of time.</summary>
    public Per Per { get; }

    internal override Definition DefinedBy => Schedules.LinearDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
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
    internal static readonly Definition<Schedule> LinearDefinition = Definition<Schedule>.Of<LinearSchedule>(
        nameof(Linear), Prefix,
        values => Linear(
            values.Number("start"), values.Number("end"), values.OptionalInteger("length"), values.Member<Per>("per")));

    /// <summary>Changes the rate along a straight line, then keeps it, as PyTorch's <c>LinearLR</c>.</summary>
    /// <param name="start">The share of the rate at the start, in (0, 1].</param>
    /// <param name="end">The share of the rate at the end, from 0 to 1.</param>
    /// <param name="length">How long it takes, 1 or more; the default is the whole span.</param>
    /// <param name="per">The unit of time.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule Linear(double start, double end, int? length = null, Per per = Per.Epoch) =>
        new LinearSchedule(start, end, length, per);
}
