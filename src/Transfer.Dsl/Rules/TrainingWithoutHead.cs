using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF014: a recipe takes the classifier off and asks for training.</summary>
[RuleDescription("""
    The recipe removes the classifier with `Features()`, and asks for training: an optimizer, epochs, phases, a loss function.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .Features()
            .Epochs(5)        // TRF014: 512 features are not class scores for Epochs to train with
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Features()
        """)]
internal sealed class TrainingWithoutHead() : Rule("TRF014", "Features() in a recipe that trains", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        // An augmentation alone asks for no training: features of changed images are extracted too.
        var first = recipe.Steps
            .ToList()
            .FindIndex(step => step.Definition.IsForTraining && step.Definition.Kind != Steps.Augment.Kind);
        if (first < 0 || !recipe.HasNoHead)
        {
            yield break;
        }

        var kinds = recipe.Steps
            .Select(step => step.Definition)
            .Where(step => step.IsForTraining)
            .Select(step => step.Name)
            .Distinct()
            .ToArray();
        yield return At(
            Math.Max(first, recipe.LastIndex(step => step.Definition.Kind == Steps.Head.Kind)),
            "Features() removes the classifier"
                + (recipe.Graph is { } graph && recipe.IsCertain
                    ? $": {Counted.Number(graph.Output[0])} features are not class scores"
                    : string.Empty)
                + $" for {string.Join(", ", kinds)} to train with",
            $"add a head with Head(n), or drop {string.Join(", ", kinds)}");
    }
}
