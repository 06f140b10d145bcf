using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>The definitions of the steps, each in the file of its step.</summary>
internal static partial class Steps
{
    // Explicit, so that the definitions in all files of this class are there before its first method runs.
    static Steps()
    {
    }

    /// <summary>Returns the kind of a name; null when there is none.</summary>
    public static Definition<Step>? Find(string name) => Definition<Step>.Find(name);

    /// <summary>
    /// Returns the definition of the step that a method adds; null where it adds several, or none that is known.
    /// </summary>
    public static StepDefinition? OfMethod(string method) => (StepDefinition?)Find(method);
}
