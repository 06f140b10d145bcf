using Transfer.Common;

namespace Transfer;

/// <summary>The rate times (1 - time / length) to a power, then 0, as <c>torch.optim.lr_scheduler.PolynomialLR</c>.</summary>
internal sealed class PolynomialSchedule : Schedule
{
    internal PolynomialSchedule(double power, int? length, Per per)
    {
        Power = Argument.Positive(power, nameof(power));
        Length = length is { } given ? Argument.Positive(given, nameof(length)) : null;
        Per = Argument.Member(per, nameof(per));
    }

    /// <summary>Gets the exponent.</summary>
    public double Power { get; }

    /// <summary>Gets how long the rate takes to reach 0 (<c>total_iters</c>); null for the whole span.</summary>
    public int? Length { get; }

    /// <summary>Gets the unit of time.</summary>
    public Per Per { get; }

    internal override Definition DefinedBy => Schedules.PolynomialDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
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
    internal static readonly Definition<Schedule> PolynomialDefinition = Definition<Schedule>.Of<PolynomialSchedule>(
        nameof(Polynomial), Prefix,
        values => Polynomial(values.Number("power"), values.OptionalInteger("length"), values.Member<Per>("per")));

    /// <summary>Lowers the rate to 0 along a power of the time that is left, as PyTorch's <c>PolynomialLR</c>.</summary>
    /// <param name="power">The power, above 0; 1 is a straight line.</param>
    /// <param name="length">How long it takes, 1 or more; the default is the whole span.</param>
    /// <param name="per">The unit of time.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule Polynomial(double power = 1, int? length = null, Per per = Per.Epoch) =>
        new PolynomialSchedule(power, length, per);
}
