using Transfer.Checkpoints;
using Transfer.Training.Runs;
using static TorchSharp.torch;

namespace Transfer.Training.Parts;

/// <summary>Writes checkpoints: after each epoch, every so many batches, and when the run is cancelled.</summary>
internal sealed class CheckpointWriter(CheckpointOptions options, IReadOnlyList<string> classNames) : RunPart
{
    public override string Name => "checkpoints";

    public override void AfterBatch(TrainingRun run)
    {
        if (options.Every is { } every && run.Batch % every == 0)
        {
            Write(run);
        }
    }

    public override void EndEpoch(TrainingRun run) => Write(run);

    public override void EndRun(TrainingRun run)
    {
        if (run.Cancelled)
        {
            Write(run);
        }
    }

    private void Write(TrainingRun run)
    {
        using var scope = NewDisposeScope();
        CheckpointFile.Write(options.Path, run.Capture(classNames));
    }
}
