using Transfer.Common;
using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>TRF005: the backbone has no weights entry of that name.</summary>
[RuleDescription("""
    `Pretrained("…")` names a weights entry that is not published for this backbone.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained("IMAGENET1K_V2")   // TRF005: use one of IMAGENET1K_V1
        """,
    right: """
        Backbone.ResNet18().Pretrained()
        """,
    corrected: """
        Backbone.ResNet18().Pretrained("IMAGENET1K_V1")
        """)]
internal sealed class UnknownWeightsEntry() : Rule("TRF005", "Weights entry that the backbone does not have", Severity.Error)
{
    public override bool IsLasting => true;

    public override IEnumerable<Finding> Check(SimulatedRecipe recipe) =>
        recipe.Obstacles
            .Where(obstacle => obstacle.Kind == ObstacleKind.WeightsEntry)
            .Select(obstacle => At(
                obstacle.Place,
                obstacle.Reason,
                obstacle.Remedy,
                [
                    .. recipe.Architecture.Weights.Select(
                        entry => Edit.Replace(obstacle.Place.OfArgument(0), Literal.Text(entry.Name)))]));
}
