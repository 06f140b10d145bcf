namespace Transfer;

// How a selector names a kind.
public static partial class Layers
{
    /// <summary>
    /// Returns the kind that a selector ends with; null when it is a path or glob alone, or the kind is not known.
    /// </summary>
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
