using Transfer.Graphs;
using Transfer.Steps;

namespace Transfer;

/// <summary>Checks of the layers that a recipe names.</summary>
internal static class LayerNames
{
    public static string One(string layer, string argument = "layer") => Argument.Named(layer, argument);

    public static EquatableList<string> Several(string[] layers)
    {
        Argument.NotNull(layers, nameof(layers));
        return layers.Length > 0
            ? layers.Select(name => One(name, nameof(layers))).ToEquatableList()
            : throw new ArgumentException("Name at least one layer, e.g. \"layer4\".", nameof(layers));
    }
}
