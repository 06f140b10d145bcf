using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.BatchNorm(…)</c>: how frozen BatchNorm layers run during training.</summary>
internal sealed class BatchNormStep : Step
{
    public BatchNormStep(FrozenBatchNorm frozen) => Mode = Enum.IsDefined(typeof(FrozenBatchNorm), frozen)
        ? frozen
        : throw new ArgumentOutOfRangeException(nameof(frozen), $"{frozen} is not a mode of BatchNorm.");

    /// <summary>Gets the mode.</summary>
    public FrozenBatchNorm Mode { get; }

    internal override StepDefinition Definition => Steps.BatchNorm;

    private protected override ArgumentList Describe() => new ArgumentList().Add("frozen", Mode);
}

internal static partial class Steps
{
    public static readonly StepDefinition BatchNorm = StepDefinition.Of<BatchNormStep>(
        nameof(Recipe.BatchNorm),
        StepRole.Mode,
        StepScope.Both,
        values => new BatchNormStep(values.Member<FrozenBatchNorm>("frozen")),
        lastHolds: true);
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>
    /// Sets how frozen BatchNorm layers run during training; the default is <see cref="FrozenBatchNorm.Inference"/>.
    /// </summary>
    /// <param name="frozen">The mode.</param>
    /// <returns>What it was called on, with this step more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not a mode.</exception>
    public TSelf BatchNorm(FrozenBatchNorm frozen) => With(new BatchNormStep(frozen));
}

/// <summary>Specifies how a frozen BatchNorm layer runs during training.</summary>
public enum FrozenBatchNorm
{
    /// <summary>With its running statistics, which stay as they are. The default.</summary>
    Inference,

    /// <summary>
    /// With the batch's statistics, and the running ones drift, as in a PyTorch loop that calls <c>train()</c>.
    /// </summary>
    Train,
}
