using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF013: softmax over one class is 1 whatever the network gives, and cross-entropy 0.</summary>
internal sealed class OneClassCrossEntropy : Rule
{
    public override string Id => "TRF013";

    public override string Title => "Cross-entropy over one class";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (facts.IsSound
            && facts.Knows(nameof(Recipe.Loss))
            && facts.FirstTrainingStep >= 0
            && facts.Graph!.Output[0] == 1
            && facts.LastIndex<HeadStep>() is >= 0 and var head
            && !facts.HasNoHead
            && (facts.Last<LossStep>()?.Loss ?? TrainingSettings.Default.Loss) is CrossEntropyLoss loss)
        {
            yield return At(
                head,
                $"{Name(facts, head)} gives 1 class, over which softmax is always 1: {loss} is 0 for every image, and nothing is learnt",
                "use Loss(Losses.BinaryCrossEntropy()) for yes or no, or a head of 2 classes",
                edits: facts.LastIndex<LossStep>() < 0 ? [Edit.Insert(head, "Loss(Losses.BinaryCrossEntropy())")] : []);
        }
    }
}
