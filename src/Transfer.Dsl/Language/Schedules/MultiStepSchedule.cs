using Transfer.Graphs;
using Transfer.Steps;

namespace Transfer;

/// <summary>The rate times gamma at each milestone, as <c>torch.optim.lr_scheduler.MultiStepLR</c>.</summary>
/// <param name="Milestones">The times of the changes, rising.</param>
/// <param name="Gamma">The factor of each change.</param>
/// <param name="Per">The unit of time.</param>
public sealed record MultiStepSchedule(EquatableList<int> Milestones, double Gamma, Per Per) : Schedule
{
    internal override Fields Fields => new Fields(nameof(Schedules.MultiStep))
        .Add("milestones", Milestones).Add("gamma", Gamma, Schedules.DefaultGamma).Add("per", Per, Per.Epoch);

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock) =>
        baseRate * Math.Pow(Gamma, Milestones.Count(milestone => milestone <= clock.In(Per)));
}

public static partial class Schedules
{
    internal static readonly Kind<Schedule> MultiStepKind = Kind<Schedule>.Of(
        nameof(MultiStep), values => MultiStep(values.Integers("milestones"), values.Number("gamma"), values.Member<Per>("per")));

    /// <summary>Multiplies the rate by <paramref name="gamma"/> at each milestone, as PyTorch's <c>MultiStepLR</c>.</summary>
    /// <param name="milestones">The times of the changes, 1 or more each, rising.</param>
    /// <param name="gamma">The factor of each change, above 0.</param>
    /// <param name="per">The unit of time.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentException">The milestones do not rise, or there is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule MultiStep(IReadOnlyList<int> milestones, double gamma = DefaultGamma, Per per = Per.Epoch)
    {
        Argument.Rising(milestones, nameof(milestones));
        return new MultiStepSchedule(
            milestones.ToEquatableList(), Argument.Positive(gamma, nameof(gamma)), Argument.Member(per, nameof(per)));
    }
}
