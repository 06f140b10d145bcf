using Transfer.Steps;

namespace Transfer;

/// <summary>The rate times gamma in each epoch, as <c>torch.optim.lr_scheduler.ExponentialLR</c>.</summary>
/// <param name="Gamma">The factor of each change.</param>
/// <param name="Per">The unit of time.</param>
public sealed record ExponentialSchedule(double Gamma, Per Per) : Schedule
{
    internal override Fields Fields => new Fields(nameof(Schedules.Exponential)).Add("gamma", Gamma).Add("per", Per, Per.Epoch);

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock) => baseRate * Math.Pow(Gamma, clock.In(Per));
}

public static partial class Schedules
{
    internal static readonly Kind<Schedule> ExponentialKind = Kind<Schedule>.Of(
        nameof(Exponential), values => Exponential(values.Number("gamma"), values.Member<Per>("per")));

    /// <summary>Multiplies the rate by <paramref name="gamma"/> after each epoch, as PyTorch's <c>ExponentialLR</c>.</summary>
    /// <param name="gamma">The factor of each change, above 0.</param>
    /// <param name="per">The unit of time.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule Exponential(double gamma, Per per = Per.Epoch) =>
        new ExponentialSchedule(Argument.Positive(gamma, nameof(gamma)), Argument.Member(per, nameof(per)));
}
