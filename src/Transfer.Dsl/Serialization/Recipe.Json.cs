using Transfer.Recipes;
using Transfer.Serialization;

namespace Transfer;

public sealed partial class Recipe
{
    /// <summary>
    /// Returns the recipe as JSON: the backbone and its steps, <see cref="FromJson"/> reads an equal recipe from it.
    /// </summary>
    /// <returns>The text: the same bytes on every machine; lines end in LF.</returns>
    /// <exception cref="NotSupportedException">
    /// The backbone is a custom module or graph: it is code, which no document can hold.
    /// </exception>
    public string ToJson() => RecipeJson.Write(architecture, steps);

    /// <summary>Reads a recipe that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The recipe.</returns>
    /// <exception cref="FormatException">
    /// The text is no JSON, of a newer format, or holds what the language refuses; the message names the place, as
    /// <c>$.steps[3]</c>.
    /// </exception>
    public static Recipe FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return RecipeJson.Read(json);
    }
}
