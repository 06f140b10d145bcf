using Transfer.Graphs;

namespace Transfer;

/// <summary>What holds for a run as a whole, beside its phases.</summary>
/// <param name="Loss">What training makes small.</param>
/// <param name="Augmentations">Random changes of single training images, in the order in which they apply.</param>
/// <param name="BatchAugmentations">Random changes of training batches; of several, each batch draws one.</param>
/// <param name="BalancedSampling">
/// Whether images are drawn, with replacement, so that all classes come equally often (PyTorch's <c>WeightedRandomSampler</c>
/// with weights 1 / images of the class); an epoch has as many images as before.
/// </param>
/// <param name="EarlyStopping">When to stop before the last epoch; null never does.</param>
/// <param name="Clipping">How gradients are bounded; null leaves them.</param>
/// <param name="AccumulationSteps">Batches whose gradients are averaged for one optimizer step.</param>
/// <param name="AverageDecay">Decay of the exponential moving average of the weights; null for no average.</param>
public sealed record TrainingSettings(
    Loss Loss,
    EquatableList<ImageAugmentation> Augmentations,
    EquatableList<BatchAugmentation> BatchAugmentations,
    bool BalancedSampling,
    EarlyStopping? EarlyStopping,
    GradientClipping? Clipping,
    int AccumulationSteps,
    double? AverageDecay)
{
    /// <summary>What holds when a recipe says nothing: cross-entropy, and nothing else.</summary>
    public static TrainingSettings Default { get; } = new(
        Losses.CrossEntropy(),
        EquatableList<ImageAugmentation>.Empty,
        EquatableList<BatchAugmentation>.Empty,
        BalancedSampling: false,
        EarlyStopping: null,
        Clipping: null,
        AccumulationSteps: 1,
        AverageDecay: null);
}

/// <summary>A number that validation gives after each epoch.</summary>
public enum WatchedMetric
{
    /// <summary>The mean loss over the validation set; smaller is better.</summary>
    ValidationLoss,

    /// <summary>The share of the validation set whose most probable class is right; larger is better.</summary>
    ValidationTop1,
}

/// <summary>Stops a run whose metric no longer gets better, and restores the weights of its best epoch.</summary>
/// <param name="Patience">Epochs in a row without progress after which it stops, as Keras' <c>patience</c>.</param>
/// <param name="Metric">What it watches.</param>
/// <param name="LeastChange">The least change that counts as progress, in the metric's own unit (Keras' <c>min_delta</c>).</param>
public sealed record EarlyStopping(int Patience, WatchedMetric Metric, double LeastChange);

/// <summary>A bound on gradients.</summary>
/// <param name="Kind">What is bounded.</param>
/// <param name="Limit">The bound.</param>
public sealed record GradientClipping(GradientClippingKind Kind, double Limit);

/// <summary>What of the gradients is bounded.</summary>
public enum GradientClippingKind
{
    /// <summary>The 2-norm of all gradients together, as <c>torch.nn.utils.clip_grad_norm_</c>.</summary>
    Norm,

    /// <summary>Each element's absolute value, as <c>torch.nn.utils.clip_grad_value_</c>.</summary>
    Value,
}
