using Transfer.Steps;

namespace Transfer;

/// <summary>The rate times gamma every so many epochs, as <c>torch.optim.lr_scheduler.StepLR</c>.</summary>
/// <param name="Size">Time between two changes.</param>
/// <param name="Gamma">The factor of each change.</param>
/// <param name="Per">The unit of time.</param>
public sealed record StepSchedule(int Size, double Gamma, Per Per) : Schedule
{
    internal override Fields Fields =>
        new Fields(nameof(Schedules.Step)).Add("size", Size).Add("gamma", Gamma, Schedules.DefaultGamma).Add("per", Per, Per.Epoch);

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock) => baseRate * Math.Pow(Gamma, clock.In(Per) / Size);
}

public static partial class Schedules
{
    internal const double DefaultGamma = 0.1;
    internal static readonly Kind<Schedule> StepKind = Kind<Schedule>.Of(
        nameof(Step), values => Step(values.Integer("size"), values.Number("gamma"), values.Member<Per>("per")));

    /// <summary>Multiplies the rate by <paramref name="gamma"/> every <paramref name="size"/> epochs, as PyTorch's <c>StepLR</c>.</summary>
    /// <param name="size">Time between two changes, 1 or more.</param>
    /// <param name="gamma">The factor of each change, above 0.</param>
    /// <param name="per">The unit of time.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule Step(int size, double gamma = DefaultGamma, Per per = Per.Epoch) => new StepSchedule(
        Argument.Positive(size, nameof(size)), Argument.Positive(gamma, nameof(gamma)), Argument.Member(per, nameof(per)));
}
