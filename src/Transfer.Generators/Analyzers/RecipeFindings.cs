using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Transfer.Generators.Chains;
using Transfer.Generators.Code;
using Transfer.Generators.Modules;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Rules;
using RuleSet = Transfer.Rules.RuleSet;

namespace Transfer.Generators.Analyzers;

/// <summary>A finding with its place in the program.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Place">Where it belongs.</param>
/// <param name="Message">What the rule's form of messages takes in: what is wrong, and what to do.</param>
/// <param name="InRecipe">The same place in the recipe; null where there is no recipe, as a call of it throws.</param>
/// <param name="Edits">Changes of the program, any one of which fixes it.</param>
internal sealed record PlacedFinding(
    string Rule, Location Place, IReadOnlyList<string> Message, RecipePlace? InRecipe, IReadOnlyList<PlacedEdit> Edits);

/// <summary>Runs the rules on the recipes that a member writes, and determines the place of each finding.</summary>
internal sealed class RecipeFindings(Compilation compilation)
{
    private readonly LinkedLanguage language = LinkedLanguage.Of(compilation);
    private readonly Uses uses = new(compilation);
    private readonly ConcurrentDictionary<Thresholds, ConcurrentDictionary<ISymbol, HashSet<(string, Location)>>> ofMembers =
        new();

    /// <summary>Returns what is wrong in a piece of code.</summary>
    /// <param name="code">All of its operations.</param>
    /// <param name="frame">Whose it is.</param>
    /// <param name="thresholds">Where rules draw their lines.</param>
    public IEnumerable<PlacedFinding> In(IReadOnlyList<IOperation> code, Frame frame, Thresholds thresholds)
    {
        HashSet<(string, Location)>? reported = null;
        foreach (var (recipe, continuation) in RecipeEnds.In(code, frame, uses))
        {
            // Two recipes that begin with the same local share its steps, and what is wrong with them.
            List<(string, Location)>? added = null;
            foreach (var finding in At(recipe, continuation, frame, thresholds))
            {
                var key = (finding.Rule, finding.Place);
                if (reported?.Contains(key) != true)
                {
                    (added ??= []).Add(key);
                    yield return finding;
                }
            }

            if (added is not null)
            {
                (reported ??= []).UnionWith(added);
            }
        }
    }

    private IEnumerable<PlacedFinding> At(IOperation recipe, Continuation continuation, Frame frame, Thresholds thresholds)
    {
        var text = SelfContained.TextOf(recipe);
        if (text is not null && CleanRecipes.Contain(text, thresholds))
        {
            return [];
        }

        var reader = new ChainReader(compilation, frame);
        var value = reader.Read(recipe);
        if (text is not null
            && value.Options is [TracedRecipe read]
            && reader.Refusals.Count == 0
            && FindingsOf(read, thresholds).Count == 0)
        {
            CleanRecipes.Add(text, thresholds);
            return [];
        }

        var found = OnEveryPath(value, continuation, frame, thresholds);
        return reader.Refusals.Count == 0
            ? found
            : reader.Refusals.Where(refusal => Same(refusal.Owner, frame.Owner))
                .Select(refusal => new PlacedFinding(ArgumentOutOfRange.RuleId, refusal.Place, [refusal.Message], null, []))
                .Concat(found);
    }

    private IEnumerable<PlacedFinding> OnEveryPath(Value value, Continuation continuation, Frame frame, Thresholds thresholds)
    {
        if (value.IsUnknown || value.Options.Count == 0 || value.Options.Any(option => option is not TracedRecipe))
        {
            return [];
        }

        if (value.Options is [TracedRecipe only])
        {
            return On(only, continuation, frame, thresholds);
        }

        var paths = value.Options
            .Select(option => On((TracedRecipe)option!, continuation, frame, thresholds).ToArray())
            .ToArray();
        return
            from finding in paths[0]
            let same = paths.Skip(1)
                .Select(path => path.FirstOrDefault(other => other.Rule == finding.Rule && other.Place == finding.Place))
                .ToArray()
            where same.All(other => other is not null)
            select finding with { Edits = [.. finding.Edits.Where(edit => same.All(other => other!.Edits.Contains(edit)))] };
    }

    private IEnumerable<PlacedFinding> On(TracedRecipe recipe, Continuation continuation, Frame frame, Thresholds thresholds)
    {
        foreach (var finding in FindingsOf(recipe, thresholds))
        {
            var origin = recipe.At(finding.Place);
            if (continuation == Continuation.Open && !RuleSet.Lasting.Contains(finding.Rule))
            {
                continue;
            }

            // What another member brought in is reported there, unless it is this use that makes it a mistake.
            if (!Same(origin.Owner, frame.Owner)
                || origin.Through.Any(
                    member => OfMember(member, thresholds).Contains((finding.Rule, Place(origin.Written, finding.Place)))))
            {
                continue;
            }

            yield return new PlacedFinding(
                finding.Rule,
                PlaceOf(finding, recipe, origin),
                [finding.Message, finding.Remedy],
                finding.Place,
                [
                    .. finding.Edits
                        .Select(edit => PlacedEdit.Of(edit, recipe, frame.Owner, language.Phases))
                        .OfType<PlacedEdit>()]);
        }
    }

    private static IReadOnlyList<Finding> FindingsOf(TracedRecipe recipe, Thresholds thresholds) =>
        recipe.Architecture.Factory is CustomNetwork { IsKnown: false } network
            ? network.Findings(recipe.Steps)
            : KnownFindings.Of(recipe.Architecture, recipe.Steps, thresholds);

    private Location PlaceOf(Finding finding, TracedRecipe recipe, Origin origin) =>
        language.Phases.Find(recipe, finding.Place)?.At(finding.Place.Argument) ?? Place(origin, finding.Place);

    // Of a call inside a phase the argument is none of the phase's.
    private static Location Place(Origin origin, RecipePlace place) => origin.At(place.Call is null ? place.Argument : null);

    private HashSet<(string, Location)> OfMember(ISymbol member, Thresholds thresholds) => ofMembers
        .GetOrAdd(thresholds, _ => new(SymbolEqualityComparer.Default))
        .GetOrAdd(member, _ =>
        {
            var findings = MemberBodies.ValueOf(member, compilation) is { } body
                ? At(body, uses.AreExtended(member) ? Continuation.Open : Continuation.Ended, Frame.Of(member, body), thresholds)
                : [];
            return [.. findings.Select(finding => (finding.Rule, finding.Place))];
        });

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
