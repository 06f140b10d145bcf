using Transfer.Graphs;
using Transfer.Steps;

namespace Transfer.Planning;

/// <summary>Prints what holds for all phases of a plan; what is as usual is left out.</summary>
internal static class TrainingText
{
    public static IEnumerable<string> Of(Plan plan)
    {
        var training = plan.Training;
        if (training.Loss != TrainingSettings.Default.Loss)
        {
            yield return $"Loss     {training.Loss}";
        }

        if (plan.Schedule is not ConstantSchedule)
        {
            yield return $"Rates    {plan.Schedule} over the run";
        }

        foreach (var augmentation in training.Augmentations)
        {
            yield return $"Images   {augmentation}";
        }

        foreach (var augmentation in training.BatchAugmentations)
        {
            yield return $"Batches  {augmentation}";
        }

        foreach (var setting in Settings(training))
        {
            yield return $"Run      {setting}";
        }

        // A plain path shows in the table; what a glob or a kind takes in does not.
        foreach (var selection in plan.Selections.Where(selection => !IsPath(plan.Graph, selection.Layers)))
        {
            yield return $"Matched  {Counted.Times(selection.Parameters, "tensor")} of "
                + $"{Counted.Parameters(selection.Elements)}: "
                + $"{Code.Layer(selection.Layers)} in {selection.Step.TrimStart('.')}"
                + (selection.Phase is { } phase ? $", phase {Code.Text(phase)}" : string.Empty);
        }
    }

    private static bool IsPath(Graph graph, string layers) => graph.Nodes.Any(node => ModulePath.IsWithin(node.Path, layers))
        || graph.Parameters.Any(parameter => parameter.Name == layers);

    private static IEnumerable<string> Settings(TrainingSettings training)
    {
        if (training.BalancedSampling)
        {
            yield return "all classes come equally often";
        }

        if (training.AccumulationSteps > 1)
        {
            yield return $"an optimizer step every {Code.Number(training.AccumulationSteps)} batches";
        }

        if (training.Clipping is { } clipping)
        {
            yield return $"gradients clipped to {(clipping.Kind == GradientClippingKind.Norm ? "norm" : "value")} {Code.Number(clipping.Limit)}";
        }

        if (training.AverageDecay is { } decay)
        {
            yield return $"weights averaged with decay {Code.Number(decay)}";
        }

        if (training.EarlyStopping is { } stopping)
        {
            yield return $"stops after {Code.Number(stopping.Patience)} epochs in which {stopping.Metric} gets no better "
                + $"by {Code.Number(stopping.LeastChange)}, and restores the best";
        }
    }
}
