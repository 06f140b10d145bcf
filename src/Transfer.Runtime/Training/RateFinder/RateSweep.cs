using Transfer.Planning;
using Transfer.Training.Runs;

namespace Transfer.Training.RateFinder;

/// <summary>
/// Rates that rise by the same factor from step to step; each group keeps its share of the highest group's rate.
/// </summary>
internal sealed class RateSweep(LearningRateFinderOptions options, Phase phase) : RunPart
{
    /// <summary>Gets each group's rate as a share of the highest group's.</summary>
    public IReadOnlyList<LearningRateGroup> Groups { get; } =
    [
        .. phase.Groups.Select(group => new LearningRateGroup(
            group.Name, group.LearningRate / phase.Groups.Max(each => each.LearningRate))),
    ];

    /// <summary>Gets or sets the number of optimizer steps taken.</summary>
    public int Step { get; set; }

    /// <summary>Gets the highest group's rate in the step to come.</summary>
    public double Rate => options.Start * Math.Pow(options.End / options.Start, (double)Step / (options.Steps - 1));

    public override string Name => "sweep";

    public override void BeforeBatch(TrainingRun run)
    {
        foreach (var (rates, group) in run.PlanOptimizer.ParamGroups.Zip(Groups))
        {
            rates.LearningRate = Rate * group.Share;
        }
    }
}
