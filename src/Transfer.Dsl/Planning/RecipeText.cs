using Transfer.Architectures;
using Transfer.Rules;
using Transfer.Steps;

namespace Transfer.Planning;

/// <summary>Prints a recipe as the C# it stands for, one call a line.</summary>
internal static class RecipeText
{
    public static string Of(Architecture architecture, IReadOnlyList<Step> steps) =>
        string.Join("\n", Lines(architecture, steps));

    /// <summary>The recipe with carets under what a finding is about: the backbone, a step, or a call of a phase.</summary>
    public static string Of(Architecture architecture, IReadOnlyList<Step> steps, Finding finding)
    {
        var lines = Lines(architecture, steps).ToList();
        var line = lines[finding.Step + 1];
        var (start, end) = (line.Length - line.TrimStart(' ', '.').Length, line.Length);
        if (finding.Inner.Call >= 0 && steps[finding.Step] is PhaseStep phase)
        {
            // A phase's line ends with its calls and one parenthesis.
            end -= 1 + phase.Steps.Skip(finding.Inner.Call + 1).Sum(step => step.ToString()!.Length);
            start = end - phase.Steps[finding.Inner.Call].ToString()!.TrimStart('.').Length;
        }

        lines.Insert(finding.Step + 2, new string(' ', start) + new string('^', end - start));
        return string.Join("\n", lines);
    }

    private static IEnumerable<string> Lines(Architecture architecture, IReadOnlyList<Step> steps) =>
        steps.Select(step => "    " + step).Prepend($"Backbone.{architecture.Method}({architecture.Arguments})");
}
