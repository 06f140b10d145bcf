using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>TRF037: class weights or label smoothing that do not go with the network's outputs.</summary>
[RuleDescription("""
    `classWeights` or `positiveWeights` has another number of weights than the network has outputs; all class weights are 0;
    or `labelSmoothing` is 1.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(3)
            .Loss(Losses.CrossEntropy(classWeights: [1, 2]))   // TRF037: 2 weights, but the network has 3 outputs
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(3)
            .Loss(Losses.CrossEntropy(classWeights: [1, 2, 1]))
        """)]
internal sealed class LossAgainstHead() : Rule("TRF037", "Loss that does not fit the head", Severity.Error)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe) =>
        recipe.Obstacles
            .Where(obstacle => obstacle.Kind == ObstacleKind.Loss && recipe.IsCertain && recipe.Knows(Steps.Loss))
            .Select(obstacle => At(obstacle.Place, obstacle.Reason, obstacle.Remedy));
}
