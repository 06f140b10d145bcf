using System.Text;

namespace Transfer.Examples.Gallery;

/// <summary>Writes what the gallery shows of a recipe, as plain text.</summary>
internal static class Listing
{
    /// <summary>The recipe, where it comes from, what differs, and its plan.</summary>
    /// <param name="entry">The recipe.</param>
    /// <returns>The text; the same on every machine.</returns>
    public static string Of(GalleryRecipe entry)
    {
        var text = new StringBuilder().Append(entry.Name).Append("\n\n");
        text.Append("Source      ").Append(entry.Source.By).Append(", ").Append(entry.Source.Title).Append('\n');
        text.Append("            ").Append(entry.Source.Url).Append('\n');
        Append(text, "It says     ", entry.Source.Says);
        Append(text, "Deviations  ", entry.Deviations.Count > 0 ? entry.Deviations : ["none"]);
        return text.Append('\n').Append(entry.AsDocumented.Compile()).ToString();
    }

    /// <summary>Epochs of the phases: <c>1 + 4</c>; phases of equal length in a row are counted: <c>5 × 1 + 45</c>.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The text.</returns>
    public static string Epochs(Plan plan)
    {
        var parts = new List<(int Count, int Epochs)>();
        foreach (var phase in plan.Phases)
        {
            if (parts.Count > 0 && parts[^1].Epochs == phase.Epochs)
            {
                parts[^1] = (parts[^1].Count + 1, phase.Epochs);
            }
            else
            {
                parts.Add((1, phase.Epochs));
            }
        }

        return string.Join(" + ", parts.Select(part => part.Count > 1 ? $"{part.Count} × {part.Epochs}" : $"{part.Epochs}"));
    }

    private static void Append(StringBuilder text, string title, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append(title).Append("- ").Append(line).Append('\n');
            title = new string(' ', title.Length);
        }
    }
}
