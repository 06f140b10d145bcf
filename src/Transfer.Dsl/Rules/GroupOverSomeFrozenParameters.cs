using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF008: of the layer that a parameter group names, a part is frozen, and has no use for the group's rate.</summary>
internal sealed class GroupOverSomeFrozenParameters : Rule
{
    public override string Id => "TRF008";

    public override string Title => "Parameter group over a layer that is frozen in part";

    public override Severity Severity => Severity.Info;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsSound)
        {
            yield break;
        }

        foreach (var selection in facts.Selections.Where(selection => selection.Place.Call is GroupStep && IsPath(selection.Pattern)))
        {
            var named = new HashSet<string>(selection.Parameters);
            var inPhases = facts.Phases
                .Where(phase => phase.Selections.Contains(selection))
                .SelectMany(phase => phase.Parameters)
                .Where(parameter => named.Contains(parameter.Name))
                .GroupBy(parameter => parameter.Name)
                .ToArray();
            var states = inPhases.ToLookup(parameter => parameter.All(state => state.FrozenBy is not null), parameter => parameter.First());
            var frozen = states[true].ToArray();
            var trained = states[false].ToArray();
            if (frozen.Length > 0 && trained.Length > 0 && !AreOfOneKind(frozen, facts.Graph!) && !AreOfOneKind(trained, facts.Graph!))
            {
                yield return At(
                    selection.Place,
                    $"the group {Code.Layer(selection.Pattern)} trains in part: {Counted.Number(frozen.Sum(state => state.Elements))} of its "
                        + $"{Counted.Parameters(frozen.Concat(trained).Sum(state => state.Elements))} are frozen by {frozen[0].FrozenBy}",
                    $"name only what trains, or add Unfreeze({Code.Layer(selection.Pattern)})",
                    selection.Argument);
            }
        }
    }

    // A glob or a kind takes in what it finds, wherever that is.
    private static bool IsPath(string pattern) => pattern.IndexOfAny(['*', '?', ':']) < 0;

    // Norms or biases that are frozen, or train, alone are meant so: it is how both are treated apart.
    private static bool AreOfOneKind(IEnumerable<ParameterFact> parameters, Graph graph)
    {
        var names = new HashSet<string>(parameters.Select(parameter => parameter.Name));
        var tensors = graph.Parameters.Where(parameter => names.Contains(parameter.Name)).ToArray();
        return new[] { Layers.Norms, Layers.Biases }.Any(kind => tensors.All(tensor => Selector.IsOfKind(kind, tensor, graph)));
    }
}
