using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>A mistake that a recipe can hold: one pure function, run by <c>Compile()</c> and by the analyzer.</summary>
internal abstract class Rule(string id, string title, Severity severity) : RuleMetadata(id, title, severity)
{
    /// <summary>Gets a value indicating whether what it finds stays wrong whatever steps follow.</summary>
    public virtual bool IsLasting => false;

    /// <summary>Gets the thresholds that a program can set in its .editorconfig.</summary>
    public virtual IReadOnlyList<Threshold> Options => [];

    /// <summary>Returns the findings in a recipe.</summary>
    /// <param name="recipe">What is known of the recipe.</param>
    /// <returns>The findings.</returns>
    public abstract IEnumerable<Finding> Check(SimulatedRecipe recipe);

    /// <summary>Returns a finding about a place.</summary>
    protected Finding At(RecipePlace place, string message, string remedy, params IReadOnlyList<Edit> edits) =>
        new(Id, Severity, place, message, remedy) { Edits = edits };

    /// <summary>Returns a finding about a step.</summary>
    protected Finding At(int step, string message, string remedy, params IReadOnlyList<Edit> edits) =>
        At(RecipePlace.OfStep(step), message, remedy, edits);

    /// <summary>Returns a finding about a call of the recipe, or of one of its phases.</summary>
    protected Finding At(StepPlace call, string message, string remedy, params IReadOnlyList<Edit> edits) =>
        At(call.Place, message, remedy, edits);

    /// <summary>Returns a step as the messages name it: without the leading dot.</summary>
    protected static string Name(SimulatedRecipe recipe, int step) => recipe.Steps[step].ToString()!.TrimStart('.');
}
