using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF005: the backbone has no weights entry of that name.</summary>
internal sealed class UnknownWeightsEntry : Rule
{
    public override string Id => "TRF005";

    public override string Title => "Weights entry that the backbone does not have";

    public override Severity Severity => Severity.Error;

    public override bool IsLasting => true;

    public override IEnumerable<Finding> Check(RecipeFacts facts) =>
        facts.Obstacles
            .Where(obstacle => obstacle.Kind == ObstacleKind.WeightsEntry)
            .Select(obstacle => At(
                obstacle.Step,
                obstacle.Reason,
                obstacle.Remedy,
                edits: [.. facts.Architecture.Weights.Select(entry => Edit.Replace(obstacle.Step, 0, Code.Text(entry.Name)))]));
}
