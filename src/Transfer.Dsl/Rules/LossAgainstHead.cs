using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>TRF037: class weights or label smoothing that do not go with the network's outputs.</summary>
internal sealed class LossAgainstHead : Rule
{
    public override string Id => "TRF037";

    public override string Title => "Loss that does not fit the head";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Check(RecipeFacts facts) =>
        facts.Obstacles
            .Where(obstacle => obstacle.Kind == ObstacleKind.Loss && facts.IsCertain && facts.Knows(nameof(Recipe.Loss)))
            .Select(obstacle => At(obstacle.Step, obstacle.Reason, obstacle.Remedy));
}
