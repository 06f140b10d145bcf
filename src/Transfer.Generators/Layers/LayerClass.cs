using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Transfer.Common;

namespace Transfer.Generators.Layers;

/// <summary>A constant that holds a layer's name.</summary>
/// <param name="Name">The constant's name: <c>Layer4_0_Conv1</c>.</param>
/// <param name="Path">The module path: <c>layer4.0.conv1</c>.</param>
/// <param name="Summary">The text of its documentation.</param>
internal sealed record NamedLayer(string Name, string Path, string Summary);

/// <summary>Writes classes of layer names.</summary>
internal static class LayerClass
{
    /// <summary>Adds the constants, in their order, with a line between them.</summary>
    public static void Append(StringBuilder text, string indent, IEnumerable<NamedLayer> layers) =>
        text.Append(string.Join("\n", layers.Select(layer =>
            $"{indent}/// <summary>{layer.Summary}</summary>\n"
            + $"{indent}public const string {layer.Name} = {Literal.Text(layer.Path)};\n")));

    /// <summary>
    /// Returns the name of a path's constant. An underscore stands for the path's dot, so those within a segment
    /// (encoder_layer_0) give
    /// way to capitals.
    /// </summary>
    public static string NameOf(string path)
    {
        var name = new StringBuilder(path.Length);
        var starts = true;
        foreach (var letter in path)
        {
            if (letter == '.')
            {
                name.Append('_');
            }
            else if (letter != '_')
            {
                name.Append(starts ? char.ToUpperInvariant(letter) : letter);
            }

            starts = letter is '.' or '_';
        }

        return name.ToString();
    }

    /// <summary>Returns the names of paths that may be any: each an identifier, and none twice or a reserved one.</summary>
    public static IReadOnlyList<string> NamesOf(IReadOnlyList<string> paths, string reserved)
    {
        var taken = new HashSet<string> { reserved };
        var names = new List<string>();
        foreach (var path in paths)
        {
            var letters = string.Concat(NameOf(path)
                .Select(letter => SyntaxFacts.IsIdentifierPartCharacter(letter) ? letter : '_'));
            var name = letters.Length > 0 && SyntaxFacts.IsIdentifierStartCharacter(letters[0]) ? letters : "_" + letters;
            while (!taken.Add(name))
            {
                name += "_";
            }

            names.Add(name);
        }

        return names;
    }
}
