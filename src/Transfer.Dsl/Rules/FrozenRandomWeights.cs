using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>TRF021: part of the backbone is frozen, and nothing gave it weights.</summary>
internal sealed class FrozenRandomWeights : Rule
{
    public override string Id => "TRF021";

    public override string Title => "Frozen random weights";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        // A module of one's own comes with what its factory gives it.
        if (!facts.IsCertain || facts.IsPretrained || facts.Graph is not { IsOpaque: false })
        {
            yield break;
        }

        var frozen = facts.Phases
            .Select(phase => phase.Parameters
                .Where(parameter => parameter.HeadStep is null && parameter.FrozenBy is not null)
                .ToArray())
            .FirstOrDefault(parameters => parameters.Length > 0);
        if (frozen is null)
        {
            yield break;
        }

        // One finding for all freezes: one Pretrained() is the remedy for all.
        var first = frozen.Select(parameter => parameter.FrozenBy!).OrderBy(freeze => freeze.Step).First();
        yield return At(
            first,
            $"{first} freezes random weights: no pretrained weights are loaded, and "
                + $"{Counted.Parameters(frozen.Sum(parameter => parameter.Elements))} "
                + $"of {facts.Architecture.Name} stay as they are drawn",
            "add Pretrained(), or let the backbone train",
            edits: [Edit.Insert(-1, "Pretrained()")]);
    }
}
