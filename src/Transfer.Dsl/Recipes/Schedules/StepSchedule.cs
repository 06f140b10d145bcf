using Transfer.Common;

namespace Transfer;

/// <summary>The rate times gamma every so many epochs, as <c>torch.optim.lr_scheduler.StepLR</c>.</summary>
internal sealed class StepSchedule : Schedule
{
    internal StepSchedule(int size, double gamma, Per per)
    {
        Size = Argument.Positive(size, nameof(size));
        Gamma = Argument.Positive(gamma, nameof(gamma));
        Per = Argument.Member(per, nameof(per));
    }

    /// <summary>Gets the time between two changes.</summary>
    public int Size { get; }

    /// <summary>Gets the factor of each change.</summary>
    public double Gamma { get; }

    /// <summary>Gets the unit of time.</summary>
    public Per Per { get; }

    internal override Definition DefinedBy => Schedules.StepDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("size", Size).Add("gamma", Gamma, Schedules.DefaultGamma).Add("per", Per, Per.Epoch);

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock) => baseRate * Math.Pow(Gamma, clock.In(Per) / Size);
}

public static partial class Schedules
{
    internal const double DefaultGamma = 0.1;
    internal static readonly Definition<Schedule> StepDefinition = Definition<Schedule>.Of<StepSchedule>(
        nameof(Step), Prefix, values => Step(values.Integer("size"), values.Number("gamma"), values.Member<Per>("per")));

    /// <summary>
    /// Multiplies the rate by <paramref name="gamma"/> every <paramref name="size"/> epochs, as PyTorch's <c>StepLR</c>.
    /// </summary>
    /// <param name="size">Time between two changes, 1 or more.</param>
    /// <param name="gamma">The factor of each change, above 0.</param>
    /// <param name="per">The unit of time.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule Step(int size, double gamma = DefaultGamma, Per per = Per.Epoch) =>
        new StepSchedule(size, gamma, per);
}
