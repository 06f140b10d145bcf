using Transfer.Common;

namespace Transfer.Recipes.Selection;

/// <summary>The layers that a recipe names: checked, and as C#.</summary>
internal static class LayerNames
{
    public static string One(string layer, string argument = "layer") => Argument.Named(layer, argument);

    public static EquatableList<string> Several(IReadOnlyList<string> layers)
    {
        Argument.NotNull(layers, nameof(layers));
        return layers.Count > 0
            ? layers.Select(name => One(name, nameof(layers))).ToEquatableList()
            : throw new ArgumentException("Name at least one layer, e.g. \"layer4\".", nameof(layers));
    }

    /// <summary>
    /// Returns a layer as a recipe names it: <c>"layer4"</c>, <c>Layers.Norms</c>, <c>"layer4" + Layers.Norms</c>.
    /// </summary>
    public static string Literal(string selector)
    {
        var kind = Layers.KindOf(selector);
        return kind is null
            ? Common.Literal.Text(selector)
            : (selector.Length == kind.Length
                    ? string.Empty
                    : Common.Literal.Text(selector.Substring(0, selector.Length - kind.Length)) + " + ")
                + Layers.ConstantOf(kind);
    }

    public static string Literals(IEnumerable<string> selectors) => string.Join(", ", selectors.Select(Literal));
}
