using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF001: a freeze that stands after the head was replaced freezes the new, random head too.</summary>
internal sealed class FreezeAfterHead : Rule
{
    public override string Id => "TRF001";

    public override string Title => "Freezing after the head was replaced";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain)
        {
            yield break;
        }

        // A head that trains in some phase does not stay random.
        var frozenHeads = facts.Phases
            .SelectMany(phase => phase.Parameters)
            .Where(parameter => parameter.HeadStep is not null)
            .GroupBy(parameter => parameter.Name)
            .Where(inPhases => inPhases.All(parameter => parameter.FrozenBy is not null))
            .Select(inPhases => inPhases.First())
            .GroupBy(parameter => (Freeze: parameter.FrozenBy!, Head: parameter.HeadStep!.Value));
        foreach (var frozen in frozenHeads)
        {
            var freeze = frozen.Key.Freeze;
            var head = Name(facts, frozen.Key.Head);
            yield return At(
                freeze,
                $"{freeze} after {head} freezes the new head too: its {Counted.Parameters(frozen.Sum(parameter => parameter.Elements))} stay random",
                freeze.Call is FreezeAllStep
                    ? facts.Steps[freeze.Step] is PhaseStep ? "add Unfreeze(Layers.Head) after it" : $"move {freeze} before {head}"
                    : $"leave {facts.Graph!.HeadPath} out of {freeze}",
                edits: freeze.Call is FreezeAllStep && facts.Steps[freeze.Step] is not PhaseStep
                    ? [Edit.Move(freeze.Step, freeze, frozen.Key.Head, head)]
                    : []);
        }
    }
}
