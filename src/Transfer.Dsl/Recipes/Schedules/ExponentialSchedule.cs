using Transfer.Common;

namespace Transfer;

/// <summary>The rate times gamma in each epoch, as <c>torch.optim.lr_scheduler.ExponentialLR</c>.</summary>
internal sealed class ExponentialSchedule : Schedule
{
    internal ExponentialSchedule(double gamma, Per per)
    {
        Gamma = Argument.Positive(gamma, nameof(gamma));
        Per = Argument.Member(per, nameof(per));
    }

    /// <summary>Gets the factor of each change.</summary>
    public double Gamma { get; }

    /// <summary>Gets the unit of time.</summary>
    public Per Per { get; }

    internal override Definition DefinedBy => Schedules.ExponentialDefinition;

    private protected override ArgumentList Describe() => new ArgumentList().Add("gamma", Gamma).Add("per", Per, Per.Epoch);

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock) => baseRate * Math.Pow(Gamma, clock.In(Per));
}

public static partial class Schedules
{
    internal static readonly Definition<Schedule> ExponentialDefinition = Definition<Schedule>.Of<ExponentialSchedule>(
        nameof(Exponential), Prefix, values => Exponential(values.Number("gamma"), values.Member<Per>("per")));

    /// <summary>Multiplies the rate by <paramref name="gamma"/> after each epoch, as PyTorch's <c>ExponentialLR</c>.</summary>
    /// <param name="gamma">The factor of each change, above 0.</param>
    /// <param name="per">The unit of time.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule Exponential(double gamma, Per per = Per.Epoch) =>
        new ExponentialSchedule(gamma, per);
}
