using Transfer.Steps;

namespace Transfer;

/// <summary>The rate stays as it is.</summary>
public sealed record ConstantSchedule : Schedule
{
    internal override Fields Fields => new(nameof(Schedules.Constant));

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock) => baseRate;
}

public static partial class Schedules
{
    internal static readonly Kind<Schedule> ConstantKind = Kind<Schedule>.Of(nameof(Constant), _ => Constant());

    /// <summary>The rate stays as it is: the default.</summary>
    /// <returns>The schedule.</returns>
    public static Schedule Constant() => new ConstantSchedule();
}
