namespace Transfer;

/// <summary>
/// Layers by kind, wherever a recipe names layers: <c>.Unfreeze(Layers.Biases)</c>. Added to a module path or glob, the
/// parameters of that kind inside it: <c>.Unfreeze("layer4" + Layers.Norms)</c>.
/// </summary>
public static class Layers
{
    /// <summary>Every bias.</summary>
    public const string Biases = ":biases";

    /// <summary>Scale and shift of every normalization: BatchNorm and LayerNorm.</summary>
    public const string Norms = ":norms";

    /// <summary>Scale and shift of every BatchNorm.</summary>
    public const string BatchNorms = ":batchnorms";

    /// <summary>The head: the classifier, or what took its place.</summary>
    public const string Head = ":head";

    /// <summary>The kind that a selector ends with; null when it is a path or glob alone, or the kind is not known.</summary>
    internal static string? KindOf(string selector)
    {
        var start = selector.LastIndexOf(':');
        var kind = start < 0 ? null : selector.Substring(start);
        return kind is Biases or Norms or BatchNorms or Head ? kind : null;
    }

    internal static string ConstantOf(string kind) => nameof(Layers) + "." + kind switch
    {
        Biases => nameof(Biases),
        Norms => nameof(Norms),
        BatchNorms => nameof(BatchNorms),
        _ => nameof(Head),
    };
}
