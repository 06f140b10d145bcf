using Transfer.Common;

namespace Transfer;

/// <summary>
/// Represents how learning rates change during a run, or one of its phases: a pure function of the clock. Create one with
/// <see cref="Schedules"/>.
/// </summary>
public abstract class Schedule : Construct
{
    private protected Schedule()
    {
    }

    /// <summary>Returns the learning rate of the optimizer step that the clock shows.</summary>
    /// <param name="baseRate">The group's own learning rate.</param>
    /// <param name="clock">The time.</param>
    /// <returns>The rate.</returns>
    public abstract double Rate(double baseRate, ScheduleClock clock);

    /// <summary>Returns the momentum (in Adam's family: beta1) of the optimizer step that the clock shows.</summary>
    /// <param name="clock">The time.</param>
    /// <returns>The momentum; null leaves the optimizer's own.</returns>
    public virtual double? Momentum(ScheduleClock clock) => null;
}

/// <summary>The time in the span of a schedule: a whole run, or one phase.</summary>
public sealed class ScheduleClock
{
    /// <summary>Initializes the time.</summary>
    /// <param name="step">Optimizer steps taken since the span began, 0 or more.</param>
    /// <param name="epoch">Whole epochs since the span began, 0 or more.</param>
    /// <param name="stepsPerEpoch">Optimizer steps in an epoch, 1 or more.</param>
    /// <param name="epochs">Epochs in the span, 1 or more.</param>
    /// <param name="reductions">
    /// How often a schedule that watches a metric has lowered the rate (<see cref="PlateauState"/>).
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public ScheduleClock(long step, int epoch, long stepsPerEpoch, int epochs, int reductions = 0)
    {
        Step = Argument.NotNegative(step, nameof(step));
        Epoch = Argument.NotNegative(epoch, nameof(epoch));
        StepsPerEpoch = Argument.Positive(stepsPerEpoch, nameof(stepsPerEpoch));
        Epochs = Argument.Positive(epochs, nameof(epochs));
        Reductions = Argument.NotNegative(reductions, nameof(reductions));
    }

    internal long Step { get; }

    internal int Epoch { get; }

    internal long StepsPerEpoch { get; }

    internal int Epochs { get; }

    internal int Reductions { get; }

    /// <summary>Gets the number of optimizer steps in the span.</summary>
    internal long TotalSteps => StepsPerEpoch * Epochs;

    /// <summary>Returns the time in the schedule's own unit.</summary>
    internal long In(Per unit) => unit == Per.Epoch ? Epoch : Step;

    /// <summary>Returns the span's length in the schedule's own unit.</summary>
    internal long Total(Per unit) => unit == Per.Epoch ? Epochs : TotalSteps;
}

/// <summary>Specifies how often a schedule changes the rate; its lengths are in the same unit.</summary>
public enum Per
{
    /// <summary>Once an epoch, as PyTorch's <c>scheduler.step()</c> at an epoch's end.</summary>
    Epoch,

    /// <summary>At each optimizer step, as PyTorch's <c>scheduler.step()</c> after <c>optimizer.step()</c>.</summary>
    Step,
}

/// <summary>The schedules; definitions and defaults are those of <c>torch.optim.lr_scheduler</c>.</summary>
public static partial class Schedules
{
    private const string Prefix = nameof(Schedules) + ".";

    // Explicit, so that the definitions in all files of this class are there before its first method runs.
    static Schedules()
    {
    }

    /// <summary>Returns the kind of a name; null when there is none.</summary>
    internal static Definition<Schedule>? Find(string name) => Definition<Schedule>.Find(name);
}
