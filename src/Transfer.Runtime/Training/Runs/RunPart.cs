using Transfer.Checkpoints;
using Transfer.Metrics;
using static TorchSharp.torch;

namespace Transfer.Training.Runs;

/// <summary>
/// Represents something that a training run does besides its steps, with its own slice of the checkpoint. A recipe's clipping,
/// accumulation, averaging, early stopping and schedules are such parts; <c>TrainingOptions.Parts</c> takes custom ones.
/// </summary>
/// <remarks>
/// <para>A part overrides the hooks that it needs. They come in this order:</para>
/// <code>
/// StartRun                                  then, where the run continues from a checkpoint, StartPhase and Load
///   StartPhase                              each phase
///     BeforeBatch                           each batch
///       BeforeBackward                      the loss is known
///       AfterBackward                       the gradients are known; L-BFGS comes here several times
///       AfterUpdate                         the optimizer has moved the parameters: once for all accumulated batches
///     AfterBatch
///     BeforeEvaluation                      each epoch, whether or not there is something to measure on
///     AfterEvaluation
///     EndEpoch
/// EndRun                                    also after a cancellation or an error
/// </code>
/// <para>
/// Of a hook, the built-in guard, accumulation and schedule come first, then these parts in their order, then clipping, early
/// stopping and averaging, and last the checkpoint, whose <see cref="Save"/> comes after <see cref="AfterBatch"/>, after
/// <see cref="EndEpoch"/>, or in a cancelled run before <see cref="EndRun"/>. <see cref="BeforeBackward"/> and
/// <see cref="EndRun"/> go the other way round: what is added to the loss is weighted as the loss is, and the last hook of a part
/// sees the model that the caller gets.
/// </para>
/// <para>
/// Hooks but <see cref="BeforeBackward"/> run without gradients and in a dispose scope of their own: detach from it
/// (<c>DetachFromDisposeScope</c>) the tensors that the part keeps. Torch's generator is seeded again for each batch, so that
/// what a part draws between <see cref="BeforeBackward"/> and <see cref="AfterUpdate"/> is drawn again by a run that continues
/// from a checkpoint. What a part throws ends the run with a <see cref="RunPartException"/>.
/// </para>
/// </remarks>
/// <example>
/// A penalty on how far the parameters go from where they started (L2-SP, Li et al. 2018). Where they started is no longer known
/// to a run that goes on, so the checkpoint holds it.
/// <code>
/// sealed class StayNear(double strength) : RunPart
/// {
///     private readonly Dictionary&lt;string, Tensor&gt; start = [];
///
///     public override void StartRun(TrainingRun run)
///     {
///         foreach (var (name, parameter) in run.Module.named_parameters())
///             start[name] = parameter.detach().clone().DetachFromDisposeScope();
///     }
///
///     public override Tensor BeforeBackward(TrainingRun run, Tensor loss) =>
///         run.Module.named_parameters().Where(pair => pair.parameter.requires_grad)
///             .Aggregate(loss, (sum, pair) => sum + (strength / 2 * (pair.parameter - start[pair.name]).square().sum()));
///
///     public override void Save(TrainingRun run, CheckpointSlice slice)
///     {
///         foreach (var (name, value) in start) slice.Write(name, value);
///     }
///
///     public override void Load(TrainingRun run, CheckpointSlice slice)
///     {
///         foreach (var (name, value) in start) slice.CopyTo(name, value);
///     }
///
///     public override void EndRun(TrainingRun run)
///     {
///         foreach (var value in start.Values) value.Dispose();
///     }
/// }
///
/// model.Train(train, validation, new TrainingOptions { Parts = [new StayNear(0.01)] });
/// </code>
/// </example>
public abstract class RunPart
{
    /// <summary>
    /// Gets the name of the part in checkpoints and errors; the default is the name of its class. No two parts of a
    /// run have the same.
    /// </summary>
    public virtual string Name => GetType().Name;

    /// <summary>Gets a value indicating whether it may change parameters that the phase under way has frozen.</summary>
    internal virtual bool MayChangeWhatIsFrozen => false;

    /// <summary>
    /// Gets what asks for validation images, as in an error message. The default is null: the part runs without them.
    /// </summary>
    public virtual string? NeedsValidation => null;

    /// <summary>
    /// Starts: the network holds what the run begins with, or continues with; there is no optimizer yet. An instance that runs
    /// again starts again.
    /// </summary>
    /// <param name="run">The run.</param>
    public virtual void StartRun(TrainingRun run)
    {
    }

    /// <summary>Starts a phase: its parameters, and no others, require a gradient, and its optimizer exists.</summary>
    /// <param name="run">The run.</param>
    public virtual void StartPhase(TrainingRun run)
    {
    }

    /// <summary>Prepares for a batch.</summary>
    /// <param name="run">The run.</param>
    public virtual void BeforeBatch(TrainingRun run)
    {
    }

    /// <summary>
    /// Returns the loss whose gradients are computed: the one given, or one made of it. What the run measures and reports stays
    /// the batch's own loss.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="loss">
    /// The batch's mean loss, with what other parts made of it: a scalar that gradients flow back from.
    /// </param>
    /// <returns>The loss.</returns>
    public virtual Tensor BeforeBackward(TrainingRun run, Tensor loss) => loss;

    /// <summary>
    /// Reads, or changes, the gradients. Those of accumulated batches are complete when <see cref="TrainingRun.EndsWindow"/> is
    /// true; before that, they are a partial sum.
    /// </summary>
    /// <param name="run">The run.</param>
    public virtual void AfterBackward(TrainingRun run)
    {
    }

    /// <summary>Reads, or changes, the parameters after an optimizer step.</summary>
    /// <param name="run">The run.</param>
    public virtual void AfterUpdate(TrainingRun run)
    {
    }

    /// <summary>The batch is done, and counted.</summary>
    /// <param name="run">The run.</param>
    public virtual void AfterBatch(TrainingRun run)
    {
    }

    /// <summary>
    /// The batches of the epoch are done. A part that measures with other weights puts them in here. It changes nothing of what
    /// it saves: a run that is cancelled while it measures comes here again.
    /// </summary>
    /// <param name="run">The run.</param>
    public virtual void BeforeEvaluation(TrainingRun run)
    {
    }

    /// <summary>
    /// The epoch is measured. Follows each <see cref="BeforeEvaluation"/>, to take back what that did.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="result">What came out of the epoch; null where measuring was cancelled or failed.</param>
    public virtual void AfterEvaluation(TrainingRun run, EpochResult? result)
    {
    }

    /// <summary>Called when the epoch is over: the run is before the next epoch, whose phase has begun.</summary>
    /// <param name="run">The run.</param>
    public virtual void EndEpoch(TrainingRun run)
    {
    }

    /// <summary>
    /// Ends, after the last epoch, a cancellation or an error: the place to free tensors. Comes once for each
    /// <see cref="StartRun"/>.
    /// </summary>
    /// <param name="run">The run.</param>
    public virtual void EndRun(TrainingRun run)
    {
    }

    /// <summary>Keeps in a checkpoint what the part remembers from batch to batch.</summary>
    /// <param name="run">The run.</param>
    /// <param name="slice">The part's slice of the checkpoint, empty at first.</param>
    public virtual void Save(TrainingRun run, CheckpointSlice slice)
    {
    }

    /// <summary>
    /// Takes back what <see cref="Save"/> kept, when a run continues from a checkpoint: after <see cref="StartRun"/> and
    /// <see cref="StartPhase"/>, so that what it sets stands.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="slice">The part's slice of the checkpoint.</param>
    public virtual void Load(TrainingRun run, CheckpointSlice slice)
    {
    }
}
