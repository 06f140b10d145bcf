using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>TRF004: the input, or a layer of the head, does not fit.</summary>
internal sealed class ShapeMismatch : Rule
{
    public override string Id => "TRF004";

    public override string Title => "Input or head that does not fit the backbone";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Check(RecipeFacts facts) =>
        facts.Obstacles
            .Where(obstacle => obstacle.Kind == ObstacleKind.Shape && facts.IsCertain)
            .Select(obstacle => At(obstacle.Step, obstacle.Reason, obstacle.Remedy));
}
