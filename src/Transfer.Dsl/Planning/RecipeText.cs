using Transfer.Architectures;
using Transfer.Steps;

namespace Transfer.Planning;

/// <summary>Prints a recipe as the C# it stands for, one call a line.</summary>
internal static class RecipeText
{
    public static string Of(Architecture architecture, IReadOnlyList<Step> steps) =>
        string.Join("\n", Lines(architecture, steps));

    /// <summary>The recipe with carets under the step at <paramref name="marked"/>; -1 marks the backbone.</summary>
    public static string Of(Architecture architecture, IReadOnlyList<Step> steps, int marked)
    {
        var lines = Lines(architecture, steps).ToList();
        var line = lines[marked + 1];
        var indent = line.Length - line.TrimStart(' ', '.').Length;
        lines.Insert(marked + 2, new string(' ', indent) + new string('^', line.Length - indent));
        return string.Join("\n", lines);
    }

    private static IEnumerable<string> Lines(Architecture architecture, IReadOnlyList<Step> steps) =>
        steps.Select(step => "    " + step).Prepend($"Backbone.{architecture.Method}({architecture.Arguments})");
}
