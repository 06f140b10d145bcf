using Transfer.Common;

namespace Transfer;

/// <summary>The rate times gamma at each milestone, as <c>torch.optim.lr_scheduler.MultiStepLR</c>.</summary>
internal sealed class MultiStepSchedule : Schedule
{
    internal MultiStepSchedule(IReadOnlyList<int> milestones, double gamma, Per per)
    {
        Argument.Rising(milestones, nameof(milestones));
        Milestones = milestones.ToEquatableList();
        Gamma = Argument.Positive(gamma, nameof(gamma));
        Per = Argument.Member(per, nameof(per));
    }

    /// <summary>Gets the times of the changes, rising.</summary>
    public EquatableList<int> Milestones { get; }

    /// <summary>Gets the factor of each change.</summary>
    public double Gamma { get; }

    /// <summary>Gets the unit of time.</summary>
    public Per Per { get; }

    internal override Definition DefinedBy => Schedules.MultiStepDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("milestones", Milestones).Add("gamma", Gamma, Schedules.DefaultGamma).Add("per", Per, Per.Epoch);

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock) =>
        baseRate * Math.Pow(Gamma, Milestones.Count(milestone => milestone <= clock.In(Per)));
}

public static partial class Schedules
{
    internal static readonly Definition<Schedule> MultiStepDefinition = Definition<Schedule>.Of<MultiStepSchedule>(
        nameof(MultiStep),
        Prefix,
        values => MultiStep(values.Integers("milestones"), values.Number("gamma"), values.Member<Per>("per")));

    /// <summary>Multiplies the rate by <paramref name="gamma"/> at each milestone, as PyTorch's <c>MultiStepLR</c>.</summary>
    /// <param name="milestones">The times of the changes, 1 or more each, rising.</param>
    /// <param name="gamma">The factor of each change, above 0.</param>
    /// <param name="per">The unit of time.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentException">The milestones do not rise, or there is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule MultiStep(IReadOnlyList<int> milestones, double gamma = DefaultGamma, Per per = Per.Epoch) =>
        new MultiStepSchedule(milestones, gamma, per);
}
