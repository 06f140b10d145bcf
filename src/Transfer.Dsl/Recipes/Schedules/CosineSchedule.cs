using Transfer.Common;

namespace Transfer;

/// <summary>
/// Half a cosine from the rate down to the lowest (Loshchilov and Hutter 2016), as
/// <c>torch.optim.lr_scheduler.CosineAnnealingLR</c> with <c>T_max</c> the whole span; after a linear warm-up when there is one,
/// as <c>SequentialLR</c> of <c>LinearLR</c> and the cosine (torchvision's training reference).
/// </summary>
internal sealed class CosineSchedule : Schedule
{
    internal CosineSchedule(int warmUp, double warmUpFactor, double lowest, Per per)
    {
        WarmUp = Argument.NotNegative(warmUp, nameof(warmUp));
        WarmUpFactor = Argument.Share(warmUpFactor, nameof(warmUpFactor));
        Lowest = Argument.NotNegative(lowest, nameof(lowest));
        Per = Argument.Member(per, nameof(per));
    }

    /// <summary>Gets the length of the warm-up; 0 for none.</summary>
    public int WarmUp { get; }

    /// <summary>Gets the share of the rate that the warm-up starts from.</summary>
    public double WarmUpFactor { get; }

    /// <summary>Gets the rate that the cosine comes down to (<c>eta_min</c>).</summary>
    public double Lowest { get; }

    /// <summary>Gets the unit of time.</summary>
    public Per Per { get; }

    internal override Definition DefinedBy => Schedules.CosineDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("warmUp", WarmUp, 0)
        .Add("warmUpFactor", WarmUpFactor, Schedules.DefaultWarmUpFactor)
        .Add("lowest", Lowest, 0.0)
        .Add("per", Per, Per.Epoch);

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock)
    {
        var time = clock.In(Per);
        return time < WarmUp
            ? baseRate * (WarmUpFactor + ((1 - WarmUpFactor) * time / WarmUp))
            : Schedules.Cosine(baseRate, Lowest, (double)(time - WarmUp) / Math.Max(1, clock.Total(Per) - WarmUp));
    }
}

public static partial class Schedules
{
    internal const double DefaultWarmUpFactor = 0.01;
    internal static readonly Definition<Schedule> CosineDefinition = Definition<Schedule>.Of<CosineSchedule>(
        nameof(Cosine), Prefix,
        values => Cosine(
            values.Integer("warmUp"), values.Number("warmUpFactor"), values.Number("lowest"), values.Member<Per>("per")));

    /// <summary>Lowers the rate along half a cosine over the whole span, as PyTorch's <c>CosineAnnealingLR</c>.</summary>
    /// <param name="warmUp">Length of a linear warm-up before it, 0 or more.</param>
    /// <param name="warmUpFactor">
    /// The share of the rate that the warm-up starts from, in (0, 1]; torchvision's reference has 0.01.
    /// </param>
    /// <param name="lowest">The rate that the cosine comes down to, 0 or more.</param>
    /// <param name="per">The unit of time.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule Cosine(
        int warmUp = 0, double warmUpFactor = DefaultWarmUpFactor, double lowest = 0, Per per = Per.Epoch) =>
        new CosineSchedule(warmUp, warmUpFactor, lowest, per);

    /// <summary>Half a cosine from one value to another; <paramref name="share"/> is the part of the way.</summary>
    internal static double Cosine(double from, double to, double share) =>
        to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
}
