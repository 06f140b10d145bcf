using TorchSharp;
using Transfer.Checkpoints;
using Transfer.Training.Runs;
using static TorchSharp.torch;

namespace Transfer.Training.Parts;

/// <summary>
/// Lets several batches share an update: the gradients of their window are those of one batch of all its images, whatever their
/// number in each.
/// </summary>
internal sealed class Accumulation : RunPart
{
    private const string ImagesValue = "images";
    private long images;

    public override string Name => "accumulation";

    public static int BatchesPerUpdate(Plan plan) => plan.Training.Find<GradientAccumulation>()?.Batches ?? 1;

    public override void StartPhase(TrainingRun run)
    {
        if (run.PlanOptimizer.EvaluatesSeveralTimes)
        {
            throw new NotSupportedException(
                $"{run.Phase.Optimizer} evaluates the loss of a batch several times, so it can't accumulate "
                + $"{run.BatchesPerUpdate} "
                + "batches. Leave Accumulate out, or use another optimizer.");
        }
    }

    public override Tensor BeforeBackward(TrainingRun run, Tensor loss)
    {
        using var factor = ((double)run.Images).ToScalar();
        return loss.mul(factor);
    }

    public override void AfterBackward(TrainingRun run)
    {
        images += run.Images;
        if (run.EndsWindow)
        {
            Gradients.Scale(run.PlanOptimizer, 1.0 / images);
            images = 0;
        }
    }

    public override void Save(TrainingRun run, CheckpointSlice slice)
    {
        if (images == 0)
        {
            return;
        }

        slice.Write(ImagesValue, images);
        foreach (var member in run.PlanOptimizer.Members)
        {
            if (member.Parameter.grad is { } gradient)
            {
                slice.Write(member.Name, gradient);
            }
        }
    }

    public override void Load(TrainingRun run, CheckpointSlice slice)
    {
        images = slice.Has(ImagesValue) ? slice.ReadInteger(ImagesValue) : 0;
        var parameters = run.PlanOptimizer.Members.ToDictionary(member => member.Name, member => member.Parameter);
        foreach (var name in slice.TensorNames)
        {
            var gradient = zeros_like(parameters[name]);
            slice.CopyTo(name, gradient);
            parameters[name].grad = gradient.DetachFromDisposeScope();
        }
    }
}

internal static partial class PlanParts
{
    public static readonly PartImplementation Accumulation =
        PartImplementation.Of<GradientAccumulation>(PartPlace.First, _ => new Accumulation());
}
