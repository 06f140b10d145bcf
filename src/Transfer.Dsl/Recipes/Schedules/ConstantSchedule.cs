using Transfer.Common;

namespace Transfer;

/// <summary>The rate stays as it is.</summary>
internal sealed class ConstantSchedule : Schedule
{
    internal ConstantSchedule()
    {
    }

    internal override Definition DefinedBy => Schedules.ConstantDefinition;

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock) => baseRate;
}

public static partial class Schedules
{
    internal static readonly Definition<Schedule> ConstantDefinition = Definition<Schedule>.Of<ConstantSchedule>(
        nameof(Constant), Prefix, _ => Constant());

    /// <summary>Keeps the rate as it is; this is the default.</summary>
    /// <returns>The schedule.</returns>
    public static Schedule Constant() => new ConstantSchedule();
}
