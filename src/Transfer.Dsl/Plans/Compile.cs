using Transfer.Common;
using Transfer.Plans;
using Transfer.Recipes;
using Transfer.Rules;

namespace Transfer;

public sealed partial class Recipe
{
    /// <summary>Compiles the recipe to a plan. No tensor is made and no file opened.</summary>
    /// <returns>The plan; it keeps the rules' warnings.</returns>
    /// <exception cref="RecipeException">
    /// A rule finds an error; the message shows the recipe, the step, and what to do.
    /// </exception>
    public Plan Compile()
    {
        var (plan, findings) = Planner.Plan(architecture, steps);
        return plan ?? throw new RecipeException(Explain(findings), findings.ToEquatableList());
    }

    private string Explain(IReadOnlyList<Finding> findings) =>
        string.Join("\n\n", findings
            .Where(finding => finding.Severity == Severity.Error)
            .Select(
                error =>
                    $"{error.Rule}: {error.Message}.\n\n{string.Join("\n", Marked(error.Place))}\n\nWhat to do: "
                    + $"{error.Remedy}."));

    // The recipe with carets under a place: the backbone, a step, or a call of a phase.
    private List<string> Marked(RecipePlace place)
    {
        var lines = RecipeText.Lines(architecture, steps).ToList();
        var number = place.Step is { } index ? index + 1 : 0;
        var line = lines[number];
        var (start, end) = (line.Length - line.TrimStart(' ', '.').Length, line.Length);
        if (place is { Step: { } step, Call: { } call } && steps[step] is PhaseStep phase)
        {
            // A phase's line ends with its calls and one parenthesis.
            end -= 1 + phase.Steps.Skip(call + 1).Sum(later => later.ToString().Length);
            start = end - phase.Steps[call].ToString().TrimStart('.').Length;
        }

        lines.Insert(number + 1, new string(' ', start) + new string('^', end - start));
        return lines;
    }
}

/// <summary>A recipe that can't be planned. The message prints the recipe, marks the step, and says what to do.</summary>
public sealed class RecipeException : Exception
{
    internal RecipeException(string message, EquatableList<Finding> findings)
        : base(message) => Findings = findings;

    /// <summary>Gets what the rules found, warnings included.</summary>
    public EquatableList<Finding> Findings { get; }
}
