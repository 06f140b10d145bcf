using Transfer.Graphs;

namespace Transfer.Steps;

/// <summary><c>.Loss(…)</c>.</summary>
/// <param name="Loss">What training makes small.</param>
public sealed record LossStep(Loss Loss) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".Loss({Loss})";
}

/// <summary><c>.Augment(…)</c>: random changes of the training images, after those of earlier calls.</summary>
/// <param name="Augmentations">The changes, in order.</param>
public sealed record AugmentStep(EquatableList<Augmentation> Augmentations) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".Augment({string.Join(", ", Augmentations)})";
}

/// <summary><c>.BalancedSampling()</c>: all classes come equally often.</summary>
public sealed record BalancedSamplingStep : Step
{
    /// <inheritdoc/>
    public override string ToString() => ".BalancedSampling()";
}

/// <summary><c>.EarlyStopping(…)</c>.</summary>
/// <param name="Settings">When to stop.</param>
public sealed record EarlyStoppingStep(EarlyStopping Settings) : Step
{
    /// <inheritdoc/>
    public override string ToString() => "." + Call.Of(
        "EarlyStopping",
        Code.Number(Settings.Patience),
        Settings.Metric == WatchedMetric.ValidationLoss ? null : $"metric: {Code.Value(Settings.Metric)}",
        Settings.LeastChange == 0 ? null : $"leastChange: {Code.Number(Settings.LeastChange)}");
}

/// <summary><c>.ClipGradients(…)</c> or <c>.ClipGradientValues(…)</c>.</summary>
/// <param name="Settings">The bound.</param>
public sealed record ClipGradientsStep(GradientClipping Settings) : Step
{
    /// <inheritdoc/>
    public override string ToString() =>
        $".{(Settings.Kind == GradientClippingKind.Norm ? "ClipGradients" : "ClipGradientValues")}({Code.Number(Settings.Limit)})";
}

/// <summary><c>.Accumulate(…)</c>.</summary>
/// <param name="Batches">Batches whose gradients are averaged for one optimizer step.</param>
public sealed record AccumulateStep(int Batches) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".Accumulate({Code.Number(Batches)})";
}

/// <summary><c>.InputChannels(…)</c>: the channels of the images that the network sees.</summary>
/// <param name="Count">Channels.</param>
public sealed record InputChannelsStep(int Count) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".InputChannels({Code.Number(Count)})";
}

/// <summary><c>.AverageWeights(…)</c>: an exponential moving average of the weights.</summary>
/// <param name="Decay">The share of the average that each optimizer step keeps.</param>
public sealed record AverageWeightsStep(double Decay) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".AverageWeights({Code.Number(Decay)})";
}
