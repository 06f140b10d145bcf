using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>TRF004: the input, or a layer of the head, does not fit.</summary>
[RuleDescription("""
    The input size is too small for the backbone, or a layer of the new head can't take what stands before it.
    """)]
[RuleExample(
    wrong: """
        Backbone.AlexNet().InputSize(16)   // TRF004: alexnet, features.5: a window of 3 does not fit in a length of 1
        """,
    right: """
        Backbone.AlexNet().InputSize(64)
        """)]
internal sealed class ShapeMismatch() : Rule("TRF004", "Input or head that does not fit the backbone", Severity.Error)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe) =>
        recipe.Obstacles
            .Where(obstacle => obstacle.Kind == ObstacleKind.Shape && recipe.IsCertain)
            .Select(obstacle => At(obstacle.Place, obstacle.Reason, obstacle.Remedy));
}
