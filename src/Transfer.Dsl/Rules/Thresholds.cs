namespace Transfer.Rules;

/// <summary>
/// Where rules draw a line that others may draw elsewhere. <c>Compile()</c> goes by the defaults; the analyzer by a program's
/// .editorconfig, where it sets one.
/// </summary>
internal sealed record Thresholds
{
    /// <summary>The defaults.</summary>
    public static Thresholds Default { get; } = new();

    /// <summary>
    /// The rate that SGD may train a pretrained backbone with under a random head, with no warm-up: that of the examples of
    /// PyTorch.
    /// </summary>
    public double GentleSgdRate { get; init; } = 1e-2;

    /// <summary>The same for optimizers with steps of the rate's own size, as Adam's: that of the examples of Hugging Face.</summary>
    public double GentleAdaptiveRate { get; init; } = 1e-4;

    /// <summary>The least share of the short side that a centre crop keeps; torchvision's entries keep 0.8 and more.</summary>
    public double LeastCropShare { get; init; } = 0.5;

    /// <summary>The smallest batch at which Wu and He (2018, figure 1) see no loss of accuracy by BatchNorm.</summary>
    public int LeastBatch { get; init; } = 16;

    /// <summary>
    /// For SGD, rate · (1 - dampening) / (1 - momentum): 0.1 at momentum 0.9, the top of Kornblith et al.'s grid (2019).
    /// </summary>
    public double LargestSgdStep { get; init; } = 1;

    /// <summary>For Adam and its kin: above fastai's 2e-3 for <c>fine_tune</c>, the highest that a library has by default.</summary>
    public double LargestAdamRate { get; init; } = 3e-3;

    /// <summary>For RMSprop: PyTorch's default, a hundred times what Keras' guides fine-tune with.</summary>
    public double LargestRMSpropRate { get; init; } = 1e-2;

    /// <summary>For Adagrad: ten times PyTorch's default.</summary>
    public double LargestAdagradRate { get; init; } = 0.1;
}
