using TorchSharp;
using Transfer.Data;
using Transfer.Modules;
using Transfer.Optimization;
using Transfer.Training.Prefixes;
using Transfer.Training.Runs;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>
/// Runs the batches of a run: forward, backward and, at the end of each window of accumulated batches, an update, with the
/// run's parts in between.
/// </summary>
/// <remarks>
/// Everything random in a batch (dropout) is drawn from a generator seeded by the run's seed, the epoch and the batch: so a run
/// that continues from a checkpoint draws what it would have drawn, on any machine, and no generator's state has to be kept.
/// </remarks>
internal sealed class StepRunner(TrainingRun run, LossFunction lossFunction, Device device)
{
    /// <summary>Runs the batch at the run's position, and advances the position.</summary>
    /// <param name="batch">Images, or their features.</param>
    /// <param name="network">The network as the phase runs it.</param>
    /// <param name="isFeatures">Whether the batch has features.</param>
    /// <exception cref="Parts.NotFiniteException">
    /// The loss, a gradient, or a parameter after the update is not finite; parameters and buffers are as they were.
    /// </exception>
    public void Run(Batch batch, PhaseNetwork network, bool isFeatures)
    {
        using var scope = NewDisposeScope();
        var input = network.InputOf(batch, isFeatures);
        var targets = BatchTensors.Targets(batch, run.Plan, device);
        Tensor? logits = null;
        double? loss = null;
        run.Images = batch.Count;
        run.Parts.BeforeBatch(run);
        if (run.EndsWindow)
        {
            run.PlanOptimizer.step(Evaluate);
            run.Parts.AfterUpdate(run);
        }
        else
        {
            Evaluate();
        }

        using var measured = logits!;
        run.Position = run.Position with { Batch = run.Batch + 1, Meter = run.Position.Meter.With(loss!.Value, measured, batch) };

        Tensor Evaluate()
        {
            Reseed();
            if (run.StartsWindow)
            {
                // Not the optimizer's zero_grad of TorchSharp: it fills with zeros, and momentum would go on moving what has no
                // gradient.
                run.Module.zero_grad(set_to_none: true);
            }

            var output = network.Forward(input);

            // What is measured is the network before the step; L-BFGS evaluates again, and in a dispose scope of its own.
            logits ??= output.detach().DetachFromDisposeScope();
            var mean = lossFunction.Of(output, targets);
            run.Loss = mean.ToDouble();
            run.Parts.BeforeBackward(run, mean).backward();
            loss ??= run.Loss;
            run.Parts.AfterBackward(run);
            return mean;
        }
    }

    private void Reseed() => GlobalRandom.Seed(
        new SeededRandom(RandomPurpose.Step, run.Seed, run.Epoch, run.Batch).NextInt64(), device);
}
