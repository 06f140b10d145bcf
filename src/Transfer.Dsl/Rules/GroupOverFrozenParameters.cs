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

        var frozen = facts.Parameters.Where(parameter => parameter.FrozenBy is not null).ToDictionary(parameter => parameter.Name);
        foreach (var selection in facts.Selections.Where(selection => facts.Steps[selection.Step] is GroupStep))
        {
            // A parameter that a later head took away trains as little as a frozen one, but that is another mistake.
            if (selection.Parameters.Count > 0 && selection.Parameters.All(frozen.ContainsKey))
            {
                var members = selection.Parameters.Select(name => frozen[name]).ToArray();
                yield return At(
                    selection.Step,
                    $"the group {Code.Text(selection.Pattern)} has nothing to train: its {Counted.Parameters(members.Sum(member => member.Elements))} "
                        + $"are frozen by {Name(facts, members[0].FrozenBy!.Value)}",
                    $"add Unfreeze({Code.Text(selection.Pattern)}), or drop the group",
                    argument: 0);
            }
        }

        var last = -1;
        for (var i = 0; i < facts.Steps.Count; i++)
        {
            // An optimizer whose arguments the compiler can't know is still one.
            last = facts.Steps[i] is OptimizerStep or UnknownStep { Method: nameof(Recipe.Optimizer) } ? i : last;
        }

        if (last >= 0 && facts.Parameters.Count > 0 && frozen.Count == facts.Parameters.Count)
        {
            yield return At(
                last,
                $"the optimizer has nothing to train: all {Counted.Parameters(facts.Parameters.Sum(parameter => parameter.Elements))} are frozen",
                $"add Unfreeze({Code.Text(facts.Graph!.HeadPath)}), or put a new head after the last freeze");
        }
    }
}
