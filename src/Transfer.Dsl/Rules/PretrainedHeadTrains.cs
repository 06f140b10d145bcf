using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF012: a recipe trains with the classifier that the published weights bring: ImageNet's 1000 classes.</summary>
internal sealed class PretrainedHeadTrains : Rule
{
    public override string Id => "TRF012";

    public override string Title => "Head left at the pretrained classes";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        var pretrained = facts.LastIndex<PretrainedStep>();
        if (pretrained >= 0
            && facts.IsSound
            && facts.FirstTrainingStep >= 0
            && ((PretrainedStep)facts.Steps[pretrained]).Source is not WeightsSource.File
            && !facts.Steps.Any(step => step is HeadStep or FeaturesStep)
            && !facts.Phases.All(phase => phase.TrainsNothing))
        {
            yield return At(
                pretrained,
                $"{facts.Architecture.Name} trains with the head that its weights bring: {facts.Graph!.HeadPath} has "
                    + $"{Counted.Number(facts.Graph.Output[0])} outputs, the classes of ImageNet-1K",
                "put on one for your own classes with Head(n)");
        }
    }
}
