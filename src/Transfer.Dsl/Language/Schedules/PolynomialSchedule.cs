using Transfer.Steps;

namespace Transfer;

/// <summary>The rate times (1 - time / length) to a power, then 0, as <c>torch.optim.lr_scheduler.PolynomialLR</c>.</summary>
/// <param name="Power">The power.</param>
/// <param name="Length">How long it takes to reach 0 (<c>total_iters</c>); null takes the whole span.</param>
/// <param name="Per">The unit of time.</param>
public sealed record PolynomialSchedule(double Power, int? Length, Per Per) : Schedule
{
    internal override Fields Fields => new Fields(nameof(Schedules.Polynomial))
        .Add("power", Power, 1.0).Add("length", Length, null).Add("per", Per, Per.Epoch);

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock)
    {
        var length = Length ?? clock.Total(Per);
        return baseRate * Math.Pow(1 - ((double)Math.Min(clock.In(Per), length) / length), Power);
    }
}

public static partial class Schedules
{
    internal static readonly Kind<Schedule> PolynomialKind = Kind<Schedule>.Of(
        nameof(Polynomial),
        values => Polynomial(values.Number("power"), values.OptionalInteger("length"), values.Member<Per>("per")));

    /// <summary>Lowers the rate to 0 along a power of the time that is left, as PyTorch's <c>PolynomialLR</c>.</summary>
    /// <param name="power">The power, above 0; 1 is a straight line.</param>
    /// <param name="length">How long it takes, 1 or more; the default is the whole span.</param>
    /// <param name="per">The unit of time.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule Polynomial(double power = 1, int? length = null, Per per = Per.Epoch) => new PolynomialSchedule(
        Argument.Positive(power, nameof(power)),
        length is { } given ? Argument.Positive(given, nameof(length)) : null,
        Argument.Member(per, nameof(per)));
}
