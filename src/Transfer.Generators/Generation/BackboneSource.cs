using System.Globalization;
using System.Text;
using Transfer.Common;
using Transfer.Generators.Layers;

namespace Transfer.Generators.Generation;

/// <summary>
/// Writes what is generated for a class with <see cref="BackboneAttribute"/>: methods that start recipes, and layer names.
/// </summary>
internal static class BackboneSource
{
    /// <summary>Returns the source.</summary>
    public static string Of(BackboneModel model)
    {
        var text = new StringBuilder(PlanSource.Header).Append('\n');
        var indent = model.Namespace.Length > 0 ? "    " : string.Empty;
        if (indent.Length > 0)
        {
            text.Append($"namespace {model.Namespace}\n{{\n");
        }

        if (model.Constructors.Count > 0)
        {
            AppendMethods(text, indent, model);
        }

        if (model.Layers.Count > 0)
        {
            AppendLayers(text.Append(model.Constructors.Count > 0 ? "\n" : string.Empty), indent, model);
        }

        return text.Append(indent.Length > 0 ? "}\n" : string.Empty).ToString();
    }

    private static void AppendMethods(StringBuilder text, string indent, BackboneModel model)
    {
        text.Append($"{indent}/// <summary>Recipes that start from <see cref=\"{model.Type}\"/>.</summary>\n")
            .Append($"{indent}{Access(model.IsPublic)} static class {model.Stem}Backbone\n{indent}{{\n");
        var inner = indent + "    ";
        if (model.HasExtensionMembers)
        {
            text.Append($"{inner}extension(global::Transfer.Backbone)\n{inner}{{\n");
            inner += "    ";
        }

        var method = model.HasExtensionMembers ? model.Method : "Create";
        text.Append(string.Join("\n", model.Constructors.Select(constructor =>
            $"{inner}/// <summary>{Summary(model)}</summary>\n"
            + $"{inner}/// <returns>A recipe that trains the whole network, from what its constructor fills it with.</returns>\n"
            + $"{inner}{Access(constructor.IsPublic)} static global::Transfer.Recipe {method}({constructor.Parameters}) =>\n"
            + $"{inner}    global::Transfer.BackboneExtensions.From("
            + $"{Literal.Text(model.Name)}, () => new {model.Type}({constructor.Arguments}), head: "
            + $"{Literal.Text(model.Head)});\n")));
        text.Append(model.HasExtensionMembers ? indent + "    }\n" : string.Empty).Append(indent + "}\n");
    }

    private static void AppendLayers(StringBuilder text, string indent, BackboneModel model)
    {
        var rest = model.HasAllLayers ? string.Empty : " Its source does not show all of them.";
        text.Append($"{indent}/// <summary>The layers of <see cref=\"{model.Type}\"/> that own parameters, ")
            .Append($"wherever a recipe names layers.{rest}</summary>\n")
            .Append($"{indent}{Access(model.IsPublic)} static class {model.Stem}Layers\n{indent}{{\n");
        LayerClass.Append(text, indent + "    ", model.Layers);
        text.Append(indent + "}\n");
    }

    private static string Summary(BackboneModel model)
    {
        var parameters = model.Parameters is { } count
            ? string.Format(CultureInfo.InvariantCulture, "{0:N0} parameters, ", count)
            : string.Empty;
        var top = model.Layers.Where(layer => layer.Path.IndexOf('.') < 0).Select(layer => $"<c>{layer.Path}</c>").ToArray();
        var layers = top.Length > 0 && top.Length <= 8 ? $"layers {string.Join(", ", top)}, " : string.Empty;
        return $"The backbone <c>{model.Name}</c>, a <see cref=\"{model.Type}\"/>: {parameters}{layers}head <c>{model.Head}</c>.";
    }

    private static string Access(bool isPublic) => isPublic ? "public" : "internal";
}
