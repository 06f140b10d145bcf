using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>TRF014: a recipe takes the classifier off and asks for training.</summary>
internal sealed class TrainingWithoutHead : Rule
{
    public override string Id => "TRF014";

    public override string Title => "Features() in a recipe that trains";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        // An augmentation alone asks for no training: features of changed images are extracted too.
        var first = facts.Steps.ToList().FindIndex(step => StepKinds.IsForTraining(step) && StepKinds.Of(step) != nameof(Recipe.Augment));
        if (first < 0 || !facts.HasNoHead)
        {
            yield break;
        }

        var kinds = facts.Steps.Where(StepKinds.IsForTraining).Select(StepKinds.Of).Distinct().ToArray();
        yield return At(
            Math.Max(first, facts.LastIndex(step => StepKinds.Of(step) == nameof(Recipe.Features))),
            "Features() takes the classifier off"
                + (facts.Graph is { } graph && facts.IsCertain ? $": {Counted.Number(graph.Output[0])} features are no class scores" : string.Empty)
                + $" for {string.Join(", ", kinds)} to train with",
            $"put a head on with Head(n), or drop {string.Join(", ", kinds)}");
    }
}
