using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.Schedule(…)</c>: how rates change over the run, or over the phase that it stands in.</summary>
internal sealed class ScheduleStep : Step
{
    public ScheduleStep(Schedule schedule) => Schedule = Argument.NotNull(schedule, nameof(schedule));

    /// <summary>Gets the schedule.</summary>
    public Schedule Schedule { get; }

    internal override StepDefinition Definition => Steps.Schedule;

    private protected override ArgumentList Describe() => new ArgumentList().Add("schedule", Schedule);
}

internal static partial class Steps
{
    public static readonly StepDefinition Schedule = StepDefinition.Of<ScheduleStep>(
        nameof(Recipe.Schedule),
        StepRole.Training,
        StepScope.Both,
        values => new ScheduleStep(values.Construct("schedule", Schedules.Find)),
        lastHolds: true);
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>
    /// Sets how learning rates change over the run; the default is <see cref="Schedules.Constant"/>. A phase with a schedule of
    /// its own follows that. A group that joins late has, from then on, its own rate under the schedule's time.
    /// </summary>
    /// <param name="schedule">The schedule.</param>
    /// <returns>What it was called on, with this step more.</returns>
    public TSelf Schedule(Schedule schedule) => With(new ScheduleStep(schedule));
}
