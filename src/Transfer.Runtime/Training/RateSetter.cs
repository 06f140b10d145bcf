using Transfer.Optimization;

namespace Transfer.Training;

/// <summary>
/// Gives each group the rate, and the momentum, that its schedule has for a step. The phase's own schedule begins with the phase;
/// the run's goes through all phases, so that a group that joins late is where the others are.
/// </summary>
internal sealed class RateSetter : IRates
{
    private readonly Phase phase;
    private readonly Schedule schedule;
    private readonly bool isPhasesOwn;
    private readonly long stepsPerEpoch;
    private readonly int epochs;

    public RateSetter(Plan plan, int phase, long stepsPerEpoch)
    {
        this.phase = plan.Phases[phase];
        this.stepsPerEpoch = stepsPerEpoch;
        isPhasesOwn = this.phase.Schedule is not null;
        schedule = this.phase.Schedule ?? plan.Schedule;
        epochs = isPhasesOwn ? this.phase.Epochs : plan.Phases.Sum(each => each.Epochs);
    }

    public void Set(PlanOptimizer optimizer, RunPosition position, long step)
    {
        var epoch = isPhasesOwn ? position.PhaseEpoch : position.Results.Count;
        var clock = new ScheduleClock((epoch * stepsPerEpoch) + step, epoch, stepsPerEpoch, epochs, position.Plateau?.Reductions ?? 0);
        var momentum = schedule.Momentum(clock);
        var rates = optimizer.ParamGroups.ToArray();
        for (var i = 0; i < rates.Length; i++)
        {
            rates[i].LearningRate = schedule.Rate(phase.Groups[i].LearningRate, clock);
            optimizer.Groups[i].Momentum = momentum ?? optimizer.Groups[i].Momentum;
        }
    }
}
