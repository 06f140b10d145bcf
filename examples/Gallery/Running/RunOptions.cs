namespace Transfer.Examples.Gallery;

/// <summary>What a run on the shipped images can be told.</summary>
/// <param name="Quick">Whether each phase gets one short epoch, to see that everything runs.</param>
/// <param name="Epochs">Epochs of the parts of a recipe, in order; none leaves them to the setting.</param>
/// <param name="Pretrained">Whether to start from the weights that the source names, at its image size.</param>
/// <param name="Weights">A weights file of the user's; null for none.</param>
/// <param name="Pixels">Side of the images; null leaves it to the setting.</param>
internal sealed record RunOptions(bool Quick, IReadOnlyList<int> Epochs, bool Pretrained, string? Weights, int? Pixels)
{
    /// <summary>Reads what stands behind the name of a recipe.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="error">What is wrong with them; empty where nothing is.</param>
    /// <returns>The options; null where something is wrong.</returns>
    public static RunOptions? Parse(ReadOnlySpan<string> arguments, out string error)
    {
        error = "";
        var options = new RunOptions(false, [], false, null, null);
        for (var i = 0; i < arguments.Length; i++)
        {
            var (name, value) = (arguments[i], i + 1 < arguments.Length ? arguments[i + 1] : "");
            switch (name)
            {
                case "--quick":
                    options = options with { Quick = true };
                    break;
                case "--pretrained":
                    options = options with { Pretrained = true };
                    break;
                case "--weights" when value.Length > 0:
                    options = options with { Weights = value };
                    i++;
                    break;
                case "--pixels" when IsCount(value):
                    options = options with { Pixels = int.Parse(value) };
                    i++;
                    break;
                case "--epochs" when IsCount(value):
                    while (i + 1 < arguments.Length && IsCount(arguments[i + 1]))
                    {
                        options = options with { Epochs = [.. options.Epochs, int.Parse(arguments[++i])] };
                    }

                    break;
                default:
                    error = $"\"{name}\" is not understood here: "
                        + "--quick, --epochs N [N …], --pixels N, --weights FILE, --pretrained.";
                    return null;
            }
        }

        return options;
    }

    private static bool IsCount(string text) => int.TryParse(text, out var number) && number > 0;
}
