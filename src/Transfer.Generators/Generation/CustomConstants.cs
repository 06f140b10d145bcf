using System.Globalization;
using Transfer.Common;
using Transfer.Generators.Layers;
using Transfer.Generators.Modules;

namespace Transfer.Generators.Generation;

/// <summary>The layers of a custom module, as constants.</summary>
internal static class CustomConstants
{
    /// <summary>
    /// Returns the modules that own parameters, directly or inside, or may do so, each before what is inside it: those that are
    /// there whichever constructor makes the module.
    /// </summary>
    /// <param name="trees">The module, as each constructor makes it.</param>
    /// <param name="reserved">A name that no constant may have.</param>
    public static EquatableList<NamedLayer> Of(IReadOnlyList<CustomLayer> trees, string reserved)
    {
        var layers = trees[0].Walk()
            .Where(found => found.Name.Length > 0 && MayHaveParameters(found.Layer))
            .Where(found => trees.All(tree => tree.Find(found.Name) is not null))
            .ToArray();
        var names = LayerClass.NamesOf([.. layers.Select(layer => layer.Name)], reserved);
        return layers
            .Select((layer, i) => new NamedLayer(
                names[i],
                layer.Name,
                trees.All(tree => tree.Find(layer.Name)!.Equals(layer.Layer))
                    ? Summary(layer)
                    : $"<c>{Escaped(layer.Name)}</c>."))
            .ToEquatableList();
    }

    /// <summary>Returns the number of elements of the parameters of a module whose shapes are known.</summary>
    public static long Elements(CustomLayer layer) =>
        layer.Walk()
            .SelectMany(found => found.Layer.Tensors)
            .Where(tensor => !tensor.IsBuffer)
            .Sum(tensor => tensor.Shape!.Elements);

    /// <summary>Returns whether a module has parameters, or what is not known of it may have.</summary>
    public static bool MayHaveParameters(CustomLayer layer) =>
        !layer.IsComplete
        || layer.Tensors.Any(tensor => !tensor.IsBuffer)
        || layer.Children.Any(child => MayHaveParameters(child.Layer));

    // <c>conv1</c>: Conv2d, weight 16×3×3×3, bias 16; 448 parameters.
    private static string Summary(CustomChild layer)
    {
        var parts = layer.Layer.Tensors
            .Where(tensor => !tensor.IsBuffer)
            .Select(tensor => tensor.Shape is null ? null : $"{tensor.Name} {string.Join("×", tensor.Shape.Dimensions)}")
            .OfType<string>()
            .Prepend(layer.Layer.Class)
            .Where(part => part.Length > 0)
            .ToArray();
        var count = layer.Layer.HasAllShapes
            ? "; " + Counted(Elements(layer.Layer))
            : string.Empty;
        return $"<c>{Escaped(layer.Name)}</c>{(parts.Length > 0 ? ": " : string.Empty)}{string.Join(", ", parts)}{count}.";
    }

    private static string Counted(long parameters) => string.Format(
        CultureInfo.InvariantCulture, "{0:N0} {1}", parameters, parameters == 1 ? "parameter" : "parameters");

    private static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
