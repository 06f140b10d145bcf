namespace Transfer.Steps;

/// <summary>A call that the compiler sees but whose arguments it can't know; never part of a recipe that runs.</summary>
/// <param name="Method">The method of the recipe language that is called.</param>
internal sealed record UnknownStep(string Method) : Step
{
    // A method that is not listed is taken to change parameters, so that a new step needs no entry here to be safe.
    private static readonly HashSet<string> Settings =
    [
        "Accumulate", "Augment", "AverageWeights", "BalancedSampling", "BatchNorm", "BatchSize", "ClipGradients", "ClipGradientValues",
        "Dropout", "EarlyStopping", "Epochs", "Group", "LayerDecay", "LearningRates", "Loss", "NoDecay", "Optimizer", "Schedule", "Seed",
        "StochasticDepth",
    ];

    /// <summary>Whether it may change which parameters exist or are frozen.</summary>
    public bool AffectsParameters => !Settings.Contains(Method);

    public override string ToString() => $".{Method}(…)";
}
