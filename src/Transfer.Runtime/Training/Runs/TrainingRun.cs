using Transfer.Checkpoints;
using Transfer.Metrics;
using Transfer.Modules;
using Transfer.Optimization;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Training.Runs;

/// <summary>A training run as its parts see it: where it is, and what it changes.</summary>
public sealed class TrainingRun : IDisposable
{
    private const string PositionSlice = "run";
    private const string OptimizerSlice = "optimizer";
    private const string PositionValue = "position";
    private readonly RunParts parts;

    internal TrainingRun(Plan plan, PlanModule module, RunParts parts, RunPosition start, int batches, int window)
    {
        (Plan, Module, this.parts, Position, Batches, BatchesPerUpdate) = (plan, module, parts, start, batches, window);
        var twice = ((string[])[PositionSlice, OptimizerSlice, .. parts.Names])
            .GroupBy(name => name)
            .FirstOrDefault(
                group => group.Count() > 1 || group.Key.Length == 0 || group.Key.Contains('/', StringComparison.Ordinal));
        if (twice is not null)
        {
            throw new ArgumentException(
                $"\"{twice.Key}\" can't be the name of a part of this run: a name must be unique, and without a slash. "
                + "Override Name.");
        }
    }

    /// <summary>Gets the plan.</summary>
    public Plan Plan { get; }

    /// <summary>Gets the network.</summary>
    public PlanModule Module { get; }

    /// <summary>Gets the phase under way.</summary>
    public Phase Phase => Plan.Phases[Position.Phase];

    /// <summary>Gets the optimizer of the phase. A schedule sets its rates before each update.</summary>
    public optim.Optimizer Optimizer => PlanOptimizer;

    /// <summary>Gets the seed that everything random comes from.</summary>
    public int Seed => Position.Seed;

    /// <summary>Gets the epoch under way within the run, from 1.</summary>
    public int Epoch => Position.Epoch;

    /// <summary>Gets the number of the epoch's batches that are done.</summary>
    public int Batch => Position.Batch;

    /// <summary>Gets the number of batches in an epoch.</summary>
    public int Batches { get; }

    /// <summary>Gets the number of images in the batch under way.</summary>
    public int Images { get; internal set; }

    /// <summary>
    /// Gets the mean loss of the batch under way, before the update; known from <see cref="RunPart.BeforeBackward"/> on. An
    /// optimizer that evaluates a batch several times has several.
    /// </summary>
    public double Loss { get; internal set; }

    /// <summary>
    /// Gets a value indicating whether the batch under way is the last before an update: accumulated batches share one.
    /// </summary>
    public bool EndsWindow => (Batch + 1) % BatchesPerUpdate == 0 || Batch + 1 == Batches;

    /// <summary>Gets what came out of the epochs that are complete.</summary>
    public IReadOnlyList<EpochResult> Results => Position.Results;

    /// <summary>Gets a value indicating whether the run has done its last epoch.</summary>
    public bool Finished => Position.Finished;

    /// <summary>Gets the optimizer of the phase that was entered.</summary>
    internal PlanOptimizer PlanOptimizer { get; private set; } = null!;

    internal RunPosition Position { get; set; }

    internal int BatchesPerUpdate { get; }

    internal long UpdatesPerEpoch => (Batches + BatchesPerUpdate - 1) / BatchesPerUpdate;

    /// <summary>Gets a value indicating whether no gradient waits for an update.</summary>
    internal bool StartsWindow => Batch % BatchesPerUpdate == 0 || Batch == Batches;

    /// <summary>Gets or sets a value indicating whether the run was cancelled, and so is to go on one day.</summary>
    internal bool Cancelled { get; set; }

    internal TrainingHistory History => new(Seed, Results);

    internal RunParts Parts => parts;

    /// <summary>Makes the epoch under way the last one. Called after an epoch was measured, it ends the run at once.</summary>
    public void Stop() => Position = Position with { Stops = true };

    /// <summary>Returns where the run of a checkpoint was.</summary>
    internal static RunPosition PositionOf(Checkpoint checkpoint) =>
        RunPosition.FromJson(checkpoint.Slice(PositionSlice).ReadText(PositionValue));

    /// <summary>Begins the run, or continues with that of a checkpoint.</summary>
    /// <exception cref="CheckpointException">The checkpoint is of a run with other parts.</exception>
    internal void Start(Checkpoint? from = null)
    {
        if (from is not null)
        {
            CheckParts(from);
            Position = PositionOf(from);
            using var noGradient = no_grad();
            var tensors = Module.state_dict();
            foreach (var (name, value) in from.Model)
            {
                tensors[name].copy_(value);
            }
        }

        parts.StartRun(this);
        EnterPhase(from);
        parts.StartPhase(this);
        if (from is not null)
        {
            parts.Load(this, from);
        }
    }

    /// <summary>Moves on after an epoch, into the next phase where it was the phase's last one.</summary>
    internal void EndEpoch(EpochResult result)
    {
        var phase = Position.Phase;
        Position = Position.After(Plan, result);
        if (!Finished && Position.Phase != phase)
        {
            EnterPhase();
            parts.StartPhase(this);
        }

        parts.EndEpoch(this);
    }

    /// <summary>
    /// Ends the run, however it went: the model is what the caller gets. Returns the first exception of a part.
    /// </summary>
    internal Exception? End()
    {
        var failure = parts.EndRun(this);
        Module.zero_grad(set_to_none: true);
        Module.eval();
        return failure;
    }

    // Whoever made the run frees what it holds: no part does.
    void IDisposable.Dispose()
    {
        PlanOptimizer?.Dispose();
        parts.Dispose();
    }

    /// <summary>Returns the run at this moment. The tensors are its own, so they have to be written before it goes on.</summary>
    internal Checkpoint Capture(IReadOnlyList<string> classNames)
    {
        var position = new CheckpointSlice(PositionSlice);
        position.Write(PositionValue, Position.ToJson());
        var optimizer = new CheckpointSlice(OptimizerSlice);
        foreach (var state in PlanOptimizer.Export())
        {
            optimizer.Write($"{state.Slot}/{state.Parameter}", state.Value);
        }

        return new Checkpoint(
            Plan,
            classNames,
            [.. Module.state_dict().Select(pair => (pair.Key, pair.Value))],
            [position, optimizer, .. parts.Save(this)]);
    }

    // Exactly the phase's parameters train. Their optimizer goes on where the one before left them; those that did not train
    // start fresh, and those that no longer train are forgotten, gradient and all.
    private void EnterPhase(Checkpoint? from = null)
    {
        Module.zero_grad(set_to_none: true);
        Module.Enter(Phase);
        var next = OptimizerFactory.Of(Phase, Module);
        using (NewDisposeScope())
        {
            if (from is not null)
            {
                next.Import(from.Slice(OptimizerSlice).Tensors.Select(StateOf));
            }
            else if (PlanOptimizer is { } before && Phase.KeepsOptimizerState && before.GetType() == next.GetType())
            {
                next.Import(before.Export());
            }
        }

        PlanOptimizer?.Dispose();
        PlanOptimizer = next;
    }

    private void CheckParts(Checkpoint from)
    {
        string[] usual = [PositionSlice, OptimizerSlice, .. parts.Names.Except(parts.OwnNames)];
        var then = from.Slices.Select(slice => slice.Name).Except(usual).Order().ToArray();
        var now = parts.OwnNames.Order().ToArray();
        if (!then.SequenceEqual(now))
        {
            throw new CheckpointException(
                $"The checkpoint is of a run with {Text(then)}; this run has {Text(now)}. Resume with the parts that the "
                + "run began with (TrainingOptions.Parts), or start over: Resume = false.");
        }

        static string Text(string[] names) => names.Length == 0 ? "no custom parts" : $"the parts {string.Join(", ", names)}";
    }

    private static OptimizerState StateOf((string Name, Tensor Value) tensor)
    {
        var slash = tensor.Name.IndexOf('/', StringComparison.Ordinal);
        return new OptimizerState(tensor.Name[(slash + 1)..], tensor.Name[..slash], tensor.Value);
    }
}
