using System.Globalization;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Generators.Layers;

/// <summary>One layer of an architecture, as it is written down.</summary>
/// <param name="Name">The constant's name: <c>Layer4_0_Conv1</c>.</param>
/// <param name="Path">The module path: <c>layer4.0.conv1</c>.</param>
/// <param name="Output">The shape of what it gives.</param>
/// <param name="Parameters">Elements of the parameters inside it.</param>
internal sealed record LayerConstant(string Name, string Path, Shape Output, long Parameters)
{
    /// <summary>Gets the text of the constant's documentation.</summary>
    public string Summary => string.Format(
        CultureInfo.InvariantCulture,
        "<c>{0}</c>: {1} out; {2:N0} {3}.",
        Path,
        string.Join("×", Output.Dimensions),
        Parameters,
        Parameters == 1 ? "parameter" : "parameters");

    /// <summary>
    /// Returns the modules that own parameters, directly or inside, in the order of torchvision's <c>named_parameters()</c>, each
    /// before what is inside it.
    /// </summary>
    /// <param name="graph">An architecture's graph.</param>
    /// <returns>A constant for each.</returns>
    public static IReadOnlyList<LayerConstant> Of(Graph graph)
    {
        var elements = new Dictionary<string, long>();
        var paths = new List<string>();
        foreach (var parameter in graph.Parameters)
        {
            for (var depth = 1; depth < ModulePath.Depth(parameter.Name); depth++)
            {
                var path = ModulePath.Prefix(parameter.Name, depth);
                if (!elements.TryGetValue(path, out var before))
                {
                    paths.Add(path);
                }

                elements[path] = before + parameter.Shape.Elements;
            }
        }

        var outputs = Outputs(graph);
        return paths.Select(path => new LayerConstant(LayerClass.NameOf(path), path, OutputOf(path, outputs), elements[path]))
            .ToArray();
    }

    // A layer that its module runs itself (an attention's projection) gives what the module does.
    private static Shape OutputOf(string path, Dictionary<string, Shape> outputs)
    {
        Shape? output;
        for (var depth = ModulePath.Depth(path); !outputs.TryGetValue(ModulePath.Prefix(path, depth), out output); depth--)
        {
        }

        return output;
    }

    // What a module gives is what the last node inside it does.
    private static Dictionary<string, Shape> Outputs(Graph graph)
    {
        var outputs = new Dictionary<string, Shape>();
        foreach (var node in graph.Nodes)
        {
            for (var depth = 1; depth <= ModulePath.Depth(node.Path); depth++)
            {
                outputs[ModulePath.Prefix(node.Path, depth)] = node.Output;
            }
        }

        return outputs;
    }
}
