using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>A run stops when its metric no longer gets better, and the weights of its best epoch are restored.</summary>
public sealed class EarlyStopping : RunSetting
{
    internal EarlyStopping(int patience, WatchedMetric metric, double leastChange)
    {
        Patience = Argument.Positive(patience, nameof(patience));
        Metric = Argument.Member(metric, nameof(metric));
        LeastChange = Argument.NotNegative(leastChange, nameof(leastChange));
    }

    /// <summary>Gets the epochs in a row without progress after which it stops, as Keras' <c>patience</c>.</summary>
    public int Patience { get; }

    /// <summary>Gets what it watches.</summary>
    public WatchedMetric Metric { get; }

    /// <summary>Gets the least change that counts as progress, in the metric's own unit (Keras' <c>min_delta</c>).</summary>
    public double LeastChange { get; }

    internal override StepDefinition Definition => Steps.EarlyStopping;

    internal override IEnumerable<PlanLine> Lines =>
    [
        new(
            "Run",
            $"stops after {Literal.Number(Patience)} epochs in which {Metric} does not improve "
                + $"by {Literal.Number(LeastChange)}, and restores the best"),
    ];

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("patience", Patience)
        .Add("metric", Metric, WatchedMetric.ValidationLoss)
        .Add("leastChange", LeastChange, 0.0);
}

internal static partial class Steps
{
    public static readonly StepDefinition EarlyStopping = StepDefinition.OfSetting<EarlyStopping>(
        nameof(Recipe.EarlyStopping), values => new EarlyStopping(
            values.Integer("patience"), values.Member<WatchedMetric>("metric"), values.Number("leastChange")), lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>
    /// Stops a run whose metric no longer gets better, and restores the weights of its best epoch; as Keras'
    /// <c>EarlyStopping</c> with <c>restore_best_weights</c>. Needs a validation set.
    /// </summary>
    /// <param name="patience">
    /// Epochs in a row without progress after which it stops, as Keras' <c>patience</c>; 1 or more.
    /// </param>
    /// <param name="metric">What it watches.</param>
    /// <param name="leastChange">The least change that counts as progress, 0 or more, in the metric's own unit.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public Recipe EarlyStopping(int patience, WatchedMetric metric = WatchedMetric.ValidationLoss, double leastChange = 0) =>
        With(new EarlyStopping(patience, metric, leastChange));
}

/// <summary>A number that validation gives after each epoch.</summary>
public enum WatchedMetric
{
    /// <summary>The mean loss over the validation set; smaller is better.</summary>
    ValidationLoss,

    /// <summary>The share of the validation set whose most probable class is right; larger is better.</summary>
    ValidationTop1,
}
