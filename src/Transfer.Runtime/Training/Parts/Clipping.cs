using Transfer.Training.Runs;

namespace Transfer.Training.Parts;

/// <summary>Bounds the gradients of an update.</summary>
internal sealed class Clipping(GradientClipping clipping) : RunPart
{
    public override string Name => "clipping";

    public static Clipping? Of(Plan plan) =>
        plan.Training.Find<GradientClipping>() is { } clipping ? new Clipping(clipping) : null;

    public override void AfterBackward(TrainingRun run)
    {
        if (run.EndsWindow)
        {
            Gradients.Clip(run.PlanOptimizer, clipping);
        }
    }
}
