using System.Text.RegularExpressions;

namespace Transfer.Weights.Loading;

/// <summary>
/// Renames tensors of published files that are older than the network's present names, as torchvision does when it loads them.
/// </summary>
internal static partial class StateDictNames
{
    /// <summary>Returns the present name of a tensor of a file for an architecture.</summary>
    public static string Current(string architecture, string name)
    {
        if (architecture.StartsWith("densenet", StringComparison.Ordinal))
        {
            // torchvision/models/densenet.py, _load_state_dict: norm.1 became norm1 in 2017.
            return DenseLayer().Replace(name, "$1$2$3");
        }

        if (architecture.StartsWith("vit_", StringComparison.Ordinal))
        {
            // torchvision/models/vision_transformer.py, MLPBlock._load_from_state_dict: version 1 named its layers.
            return name.Replace(".mlp.linear_1.", ".mlp.0.").Replace(".mlp.linear_2.", ".mlp.3.");
        }

        return name;
    }

    [GeneratedRegex(
        @"^(.*denselayer\d+\.(?:norm|relu|conv))\.((?:[12])\.(?:weight|bias|running_mean|running_var|num_batches_tracked))()$")]
    private static partial Regex DenseLayer();
}
