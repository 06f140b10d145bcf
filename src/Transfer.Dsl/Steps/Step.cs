using Transfer.Graphs;

namespace Transfer.Steps;

/// <summary>One call of a recipe, as data. Its text is the call as it would be written: <c>.Unfreeze("layer4")</c>.</summary>
public abstract record Step;

/// <summary><c>.Pretrained(…)</c>: the backbone starts from published or own weights.</summary>
/// <param name="Source">Which.</param>
public sealed record PretrainedStep(WeightsSource Source) : Step
{
    /// <inheritdoc/>
    public override string ToString() => Source switch
    {
        WeightsSource.Entry entry => $".Pretrained({Code.Text(entry.Name)})",
        WeightsSource.File file => $".Pretrained(WeightsFile.At({Code.Text(file.Path)}))",
        _ => ".Pretrained()",
    };
}

/// <summary><c>.InputSize(…)</c>: the side of the square pictures that the network sees.</summary>
/// <param name="Pixels">Height and width of the input.</param>
/// <param name="Resize">Length of the short side before the centre crop; null keeps the weights entry's proportion.</param>
public sealed record InputSizeStep(int Pixels, int? Resize) : Step
{
    /// <inheritdoc/>
    public override string ToString() => Resize is { } resize
        ? $".InputSize({Code.Number(Pixels)}, resize: {Code.Number(resize)})"
        : $".InputSize({Code.Number(Pixels)})";
}

/// <summary><c>.FreezeAll()</c>: every parameter that exists at this point is frozen.</summary>
public sealed record FreezeAllStep : Step
{
    /// <inheritdoc/>
    public override string ToString() => ".FreezeAll()";
}

/// <summary><c>.Freeze(…)</c>: the named layers are frozen.</summary>
/// <param name="Layers">Module paths or globs.</param>
public sealed record FreezeStep(EquatableList<string> Layers) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".Freeze({Code.Layers(Layers)})";
}

/// <summary><c>.Unfreeze(…)</c>: the named layers train.</summary>
/// <param name="Layers">Module paths or globs.</param>
public sealed record UnfreezeStep(EquatableList<string> Layers) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".Unfreeze({Code.Layers(Layers)})";
}

/// <summary><c>.UnfreezeFrom(…)</c>: the named layer and all that run after it train.</summary>
/// <param name="Layer">A module path or glob.</param>
public sealed record UnfreezeFromStep(string Layer) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".UnfreezeFrom({Code.Layer(Layer)})";
}

/// <summary><c>.Head(…)</c>: new layers take the classifier's place.</summary>
/// <param name="Layers">The layers, first to last.</param>
public sealed record HeadStep(EquatableList<HeadLayer> Layers) : Step
{
    /// <inheritdoc/>
    public override string ToString() => Layers switch
    {
        [HeadLayer.Linear { Bias: true } linear] => $".Head({Code.Number(linear.OutFeatures)})",
        [HeadLayer.Dropout dropout, HeadLayer.Linear { Bias: true } linear] =>
            $".Head({Code.Number(linear.OutFeatures)}, dropout: {Code.Number(dropout.Probability)})",
        _ => $".Head(h => h{string.Concat(Layers.Select(Call))})",
    };

    private static string Call(HeadLayer layer) => layer switch
    {
        HeadLayer.Linear { Bias: false } linear => $".Linear({Code.Number(linear.OutFeatures)}, bias: false)",
        HeadLayer.Linear linear => $".Linear({Code.Number(linear.OutFeatures)})",
        HeadLayer.Dropout dropout => $".Dropout({Code.Number(dropout.Probability)})",
        HeadLayer.Activation activation => $".{activation.Kind}()",
        _ => $".{layer.GetType().Name}()",
    };
}

/// <summary><c>.Features()</c>: the classifier is taken off.</summary>
public sealed record FeaturesStep : Step
{
    /// <inheritdoc/>
    public override string ToString() => ".Features()";
}

/// <summary><c>.BatchNorm(…)</c>: how frozen BatchNorm layers run during training.</summary>
/// <param name="Mode">The mode.</param>
public sealed record BatchNormStep(FrozenBatchNorm Mode) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".BatchNorm(FrozenBatchNorm.{Mode})";
}

/// <summary><c>.Dropout(…)</c>: one probability for all dropout layers that exist at this point.</summary>
/// <param name="Probability">The share that is zeroed.</param>
public sealed record DropoutStep(double Probability) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".Dropout({Code.Number(Probability)})";
}

/// <summary><c>.StochasticDepth(…)</c>: the largest probability of the stochastic depth layers; the others keep their proportion.</summary>
/// <param name="Probability">The share of examples that lose the deepest branch.</param>
public sealed record StochasticDepthStep(double Probability) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".StochasticDepth({Code.Number(Probability)})";
}

/// <summary><c>.Optimizer(…)</c>.</summary>
/// <param name="Settings">Which optimizer, with its numbers.</param>
public sealed record OptimizerStep(OptimizerSettings Settings) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".Optimizer({Settings})";
}

/// <summary><c>.Group(…)</c>: a layer gets a parameter group, and a learning rate, of its own.</summary>
/// <param name="Layer">A module path, glob or kind.</param>
/// <param name="LearningRate">The group's learning rate.</param>
/// <param name="WeightDecay">The group's weight decay; null keeps the optimizer's.</param>
/// <param name="Name">The group's name; null takes the layer's.</param>
public sealed record GroupStep(string Layer, double LearningRate, double? WeightDecay = null, string? Name = null) : Step
{
    /// <summary>The group's name.</summary>
    public string Group => Name ?? Layer.TrimStart(':');

    /// <inheritdoc/>
    public override string ToString() => "." + Call.Of(
        "Group",
        Code.Layer(Layer),
        $"learningRate: {Code.Number(LearningRate)}",
        WeightDecay is { } decay ? $"weightDecay: {Code.Number(decay)}" : null,
        Name is { } name ? $"name: {Code.Text(name)}" : null);
}

/// <summary><c>.Epochs(…)</c>.</summary>
/// <param name="Count">Passes over the training set.</param>
public sealed record EpochsStep(int Count) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".Epochs({Code.Number(Count)})";
}

/// <summary><c>.BatchSize(…)</c>.</summary>
/// <param name="Images">Images in a batch.</param>
public sealed record BatchSizeStep(int Images) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".BatchSize({Code.Number(Images)})";
}

/// <summary><c>.Seed(…)</c>: fixes everything random.</summary>
/// <param name="Value">The seed.</param>
public sealed record SeedStep(int Value) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $".Seed({Code.Number(Value)})";
}
