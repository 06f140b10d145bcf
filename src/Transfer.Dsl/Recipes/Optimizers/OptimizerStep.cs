using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.Optimizer(…)</c>.</summary>
internal sealed class OptimizerStep : Step
{
    public OptimizerStep(OptimizerSettings optimizer) => Settings = Argument.NotNull(optimizer, nameof(optimizer));

    /// <summary>Gets which optimizer, with its numbers.</summary>
    public OptimizerSettings Settings { get; }

    internal override StepDefinition Definition => Steps.Optimizer;

    private protected override ArgumentList Describe() => new ArgumentList().Add("optimizer", Settings);
}

internal static partial class Steps
{
    /// <summary>The kind of the step by which a phase sets a rate of its own.</summary>
    private const string PhaseRate = "LearningRate";

    public static readonly StepDefinition Optimizer = StepDefinition.Of<OptimizerStep>(
        nameof(Recipe.Optimizer),
        StepRole.Training,
        StepScope.Both,
        values => new OptimizerStep(values.Construct("optimizer", Optimizers.Find)),
        lastHolds: true, alsoSets: PhaseRate);
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>
    /// Sets the optimizer; the default is <c>Optimizers.AdamW(1e-3)</c>. It gets exactly the parameters that train.
    /// </summary>
    /// <param name="optimizer">The optimizer with its numbers.</param>
    /// <returns>What it was called on, with this step more.</returns>
    public TSelf Optimizer(OptimizerSettings optimizer) => With(new OptimizerStep(optimizer));
}
