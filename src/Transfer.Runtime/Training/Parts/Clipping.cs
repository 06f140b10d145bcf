using Transfer.Training.Runs;

namespace Transfer.Training.Parts;

/// <summary>Bounds the gradients of an update.</summary>
internal sealed class Clipping(GradientClipping clipping) : RunPart
{
    public override string Name => "clipping";

    public override void AfterBackward(TrainingRun run)
    {
        if (run.EndsWindow)
        {
            Gradients.Clip(run.PlanOptimizer, clipping);
        }
    }
}

internal static partial class PlanParts
{
    public static readonly PartImplementation Clipping =
        PartImplementation.Of<GradientClipping>(PartPlace.Gradients, clipping => new Clipping(clipping));
}
