using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Transfer.Recipes;
using Transfer.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>Reads and writes what a diagnostic carries besides its message, for code fixes and tests.</summary>
internal static class Facts
{
    /// <summary>The place in the recipe that it is about, as <see cref="RecipePlace"/> prints it.</summary>
    public const string Place = "place";

    private const string Edits = "edits";

    public static Diagnostic Diagnostic(PlacedFinding finding) => Of(
        finding.Rule,
        finding.Place,
        finding.Message,
        finding.Edits,
        finding.InRecipe is { } place ? ImmutableDictionary<string, string?>.Empty.Add(Place, place.ToString()) : null);

    /// <summary>Returns a diagnostic with the changes that fix the mistake.</summary>
    public static Diagnostic Of(
        string rule,
        Location place,
        IReadOnlyList<string> message,
        IReadOnlyList<PlacedEdit> edits,
        ImmutableDictionary<string, string?>? properties = null)
    {
        // Places can only be carried as locations, so each change has two of them, the second its first again where it has one.
        var here = edits.Where(
            edit => edit.Place.SourceTree == place.SourceTree && (edit.Other ?? edit.Place).SourceTree == place.SourceTree)
            .ToArray();
        properties = (properties ?? ImmutableDictionary<string, string?>.Empty).Add(Edits, Number(here.Length));
        for (var i = 0; i < here.Length; i++)
        {
            properties = properties
                .Add(Key(nameof(PlacedEdit.Kind), i), here[i].Kind.ToString())
                .Add(Key(nameof(PlacedEdit.Text), i), here[i].Text)
                .Add(Key(nameof(PlacedEdit.Title), i), here[i].Title);
        }

        var places = here.SelectMany(edit => new[] { edit.Place, edit.Other ?? edit.Place });
        return Microsoft.CodeAnalysis.Diagnostic.Create(Descriptors.Of(rule), place, places, properties, [.. message]);
    }

    /// <summary>Returns the changes that a diagnostic carries.</summary>
    public static IEnumerable<PlacedEdit> EditsOf(Diagnostic diagnostic)
    {
        var count = diagnostic.Properties.TryGetValue(Edits, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
        for (var i = 0; i < count; i++)
        {
            yield return new PlacedEdit(
                (EditKind)Enum.Parse(typeof(EditKind), diagnostic.Properties[Key(nameof(PlacedEdit.Kind), i)]!),
                diagnostic.AdditionalLocations[2 * i],
                diagnostic.AdditionalLocations[(2 * i) + 1],
                diagnostic.Properties[Key(nameof(PlacedEdit.Text), i)]!,
                diagnostic.Properties[Key(nameof(PlacedEdit.Title), i)]!);
        }
    }

    private static string Key(string part, int edit) => $"{Edits}.{Number(edit)}.{part}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
