using Transfer.Common;

namespace Transfer;

/// <summary>
/// Cosines that start again from the full rate (Loshchilov and Hutter 2016), as
/// <c>torch.optim.lr_scheduler.CosineAnnealingWarmRestarts</c>.
/// </summary>
internal sealed class CosineRestartsSchedule : Schedule
{
    internal CosineRestartsSchedule(int first, int multiplier, double lowest, Per per)
    {
        First = Argument.Positive(first, nameof(first));
        Multiplier = Argument.Positive(multiplier, nameof(multiplier));
        Lowest = Argument.NotNegative(lowest, nameof(lowest));
        Per = Argument.Member(per, nameof(per));
    }

    /// <summary>Gets the length of the first cosine (<c>T_0</c>).</summary>
    public int First { get; }

    /// <summary>Gets the factor by which each cosine is longer than the one before (<c>T_mult</c>).</summary>
    public int Multiplier { get; }

    /// <summary>Gets the rate that each comes down to (<c>eta_min</c>).</summary>
    public double Lowest { get; }

    /// <summary>Gets the unit of time.</summary>
    public Per Per { get; }

    internal override Definition DefinedBy => Schedules.CosineRestartsDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("first", First).Add("multiplier", Multiplier, 1).Add("lowest", Lowest, 0.0).Add("per", Per, Per.Epoch);

    /// <inheritdoc/>
    public override double Rate(double baseRate, ScheduleClock clock)
    {
        var time = clock.In(Per);
        long length = First;
        if (Multiplier == 1)
        {
            time %= length;
        }
        else
        {
            while (time >= length)
            {
                time -= length;
                length *= Multiplier;
            }
        }

        return Schedules.Cosine(baseRate, Lowest, (double)time / length);
    }
}

public static partial class Schedules
{
    internal static readonly Definition<Schedule> CosineRestartsDefinition = Definition<Schedule>.Of<CosineRestartsSchedule>(
        nameof(CosineRestarts), Prefix,
        values => CosineRestarts(
            values.Integer("first"), values.Integer("multiplier"), values.Number("lowest"), values.Member<Per>("per")));

    /// <summary>
    /// Lowers the rate along cosines that each restart from the full rate, as PyTorch's <c>CosineAnnealingWarmRestarts</c>.
    /// </summary>
    /// <param name="first">Length of the first cosine, 1 or more.</param>
    /// <param name="multiplier">How much longer each is than the one before, 1 or more.</param>
    /// <param name="lowest">The rate that each comes down to, 0 or more.</param>
    /// <param name="per">The unit of time.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static Schedule CosineRestarts(int first, int multiplier = 1, double lowest = 0, Per per = Per.Epoch) =>
        new CosineRestartsSchedule(first, multiplier, lowest, per);
}
