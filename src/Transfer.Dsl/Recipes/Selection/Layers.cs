namespace Transfer;

/// <summary>
/// Layers by kind, wherever a recipe names layers: <c>.Unfreeze(Layers.Biases)</c>. Added to a module path or glob, the
/// parameters of that kind inside it: <c>.Unfreeze("layer4" + Layers.Norms)</c>.
/// </summary>
public static partial class Layers
{
    /// <summary>Every bias.</summary>
    public const string Biases = ":biases";

    /// <summary>Scale and shift of every normalization: BatchNorm and LayerNorm.</summary>
    public const string Norms = ":norms";

    /// <summary>Scale and shift of every BatchNorm.</summary>
    public const string BatchNorms = ":batchnorms";

    /// <summary>The head: the classifier, or what took its place.</summary>
    public const string Head = ":head";
}
