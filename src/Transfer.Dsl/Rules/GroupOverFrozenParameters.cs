using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF002: a parameter group, or the optimizer, has only frozen parameters.</summary>
internal sealed class GroupOverFrozenParameters : Rule
{
    public override string Id => "TRF002";

    public override string Title => "Parameter group or optimizer over frozen parameters";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain)
        {
            yield break;
        }

        foreach (var selection in facts.Selections.Where(selection => selection.Place.Call is GroupStep))
        {
            // A parameter that a later head took away trains as little as a frozen one, but that is another mistake.
            var members = MembersOf(selection, facts);
            if (selection.Parameters.Count > 0 && members.Length == selection.Parameters.Count && members.All(member => member is not null))
            {
                yield return At(
                    selection.Place,
                    $"the group {Code.Layer(selection.Pattern)} has nothing to train: its "
                        + $"{Counted.Parameters(members.Sum(member => member!.Elements))} are frozen by {members[0]!.FrozenBy}",
                    $"add Unfreeze({Code.Layer(selection.Pattern)}), or drop the group",
                    selection.Argument,
                    Edits(facts, selection));
            }
        }

        if (OptimizerOverNothing(facts) is >= 0 and var step && !facts.HasNoHead)
        {
            yield return At(
                step,
                "the optimizer has nothing to train: all "
                    + $"{Counted.Parameters(facts.Parameters.Sum(parameter => parameter.Elements))} are frozen",
                $"add Unfreeze({Code.Text(facts.Graph!.HeadPath)}), or put a new head after the last freeze",
                edits: [Edit.Insert(AfterFreezes(facts, step), $"Unfreeze({Code.Text(facts.Graph!.HeadPath)})")]);
        }
    }

    /// <summary>The step that gives an optimizer to a recipe without phases in which everything is frozen; -1 when there is none.</summary>
    public static int OptimizerOverNothing(RecipeFacts facts) =>
        facts.Phases is [{ Step: < 0, Parameters.Count: > 0, TrainsNothing: true }]
            ? facts.LastIndex(step => StepKinds.Of(step) == nameof(Recipe.Optimizer))
            : -1;

    // In a recipe with phases, which of them is to train the layer is not known.
    private static IReadOnlyList<Edit> Edits(RecipeFacts facts, Selection group)
    {
        if (facts.Steps.Any(step => step is PhaseStep))
        {
            return [];
        }

        var drop = Edit.Drop(group.Place);
        var trained = facts.Selections
            .Where(selection => selection.Place.Call is UnfreezeStep or UnfreezeFromStep && selection.Parameters.Count > 0)
            .ToArray();
        return
        [
            .. trained is [{ Pattern: var layer }] ? [Edit.Replace(group.Place, group.Argument, Code.Layer(layer))] : Array.Empty<Edit>(),
            Edit.Insert(AfterFreezes(facts, group.Place.Step), $"Unfreeze({Code.Layer(group.Pattern)})"),
            drop,
        ];
    }

    /// <summary>The step after which an unfreeze holds: before the one that needs it, unless something freezes later.</summary>
    private static int AfterFreezes(RecipeFacts facts, int needed) =>
        Math.Max(needed - 1, facts.LastIndex(step => step is FreezeAllStep or FreezeStep or FreezeUpToStep));

    /// <summary>What a group names, as it is in the first phase that the group holds in; null for what trains in one of them.</summary>
    private static ParameterFact?[] MembersOf(Selection selection, RecipeFacts facts)
    {
        var phases = facts.Phases.Where(phase => phase.Selections.Contains(selection)).ToArray();
        var named = new HashSet<string>(selection.Parameters);
        var first = phases[0].Parameters.Where(parameter => named.Contains(parameter.Name)).ToArray();
        var trains = new HashSet<string>(phases
            .SelectMany(phase => phase.Parameters)
            .Where(parameter => !IsFrozen(parameter))
            .Select(parameter => parameter.Name));
        return first.Select(parameter => trains.Contains(parameter.Name) ? null : parameter).ToArray();
    }

    private static bool IsFrozen(ParameterFact parameter) => parameter.FrozenBy is not null;
}
