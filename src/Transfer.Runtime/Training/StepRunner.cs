using TorchSharp;
using Transfer.Data;
using Transfer.Modules;
using Transfer.Optimization;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>
/// Does the batches of a phase: forward, backward and, at the end of each window of accumulated batches, an update.
/// </summary>
/// <remarks>
/// Everything random in a batch (dropout) is drawn from a generator seeded by the run's seed, the epoch and the batch: so a run
/// that goes on from a checkpoint draws what it would have drawn, on any machine, and no generator's state has to be kept.
/// </remarks>
internal sealed class StepRunner : IDisposable
{
    // Far from where float32 ends (3.4e38), so that momentum and weight decay have room; no useful step is a millionth of it.
    private const double LargeStep = 1e20;

    private readonly Plan plan;
    private readonly PlanModule module;
    private readonly Device device;
    private readonly RunState run;
    private readonly LossFunction lossFunction;
    private readonly IRates rates;
    private readonly TensorCopies before;
    private readonly Dictionary<string, int> order;
    private TensorCopies? beforeUpdate;
    private float gradientNorm;

    /// <summary>Prepares for the phase that the run is in.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="module">Its network.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="run">The run that the steps move on.</param>
    /// <param name="loss">The plan's loss.</param>
    /// <param name="batches">Batches in an epoch.</param>
    /// <param name="rates">Sets the rates; null follows the plan's schedule.</param>
    public StepRunner(
        Plan plan, PlanModule module, Device device, RunState run, LossFunction loss, int batches, IRates? rates = null)
    {
        this.plan = plan;
        this.module = module;
        this.device = device;
        this.run = run;
        lossFunction = loss;
        Batches = batches;
        this.rates = rates ?? new RateSetter(plan, run.Position.Phase, (batches + Window - 1) / Window);
        order = plan.Graph.Parameters.Select((parameter, i) => (parameter.Name, i)).ToDictionary();
        if (run.Optimizer is LbfgsOptimizer && Window > 1)
        {
            throw new NotSupportedException(
                $"L-BFGS evaluates the loss of a batch several times, so it can't accumulate {Window} batches. Leave Accumulate out, or use another optimizer.");
        }

        before = new TensorCopies(module.state_dict().Where(pair => MayBreak(pair.Key)).Select(pair => (pair.Key, pair.Value)));
    }

    /// <summary>Batches in an epoch.</summary>
    private int Batches { get; }

    private int Window => plan.Training.AccumulationSteps;

    /// <summary>Does the batch that the run's position names, and moves the position on.</summary>
    /// <exception cref="NotFiniteException">
    /// The loss, a gradient, or a parameter after the update is not finite; parameters and buffers are as they were.
    /// </exception>
    public void Run(Batch batch)
    {
        using var scope = NewDisposeScope();
        var position = run.Position;
        var closes = (position.Batch + 1) % Window == 0 || position.Batch + 1 == Batches;
        var images = Tensors.Images(batch, plan.Preprocessing, device);
        var targets = Tensors.Targets(batch, plan, device);
        before.Take();
        if (closes)
        {
            rates.Set(run.Optimizer, position, position.Batch / Window);
        }

        Tensor? logits = null;
        var window = position.WindowImages + batch.Count;
        Tensor loss;
        if (run.Optimizer is LbfgsOptimizer)
        {
            loss = run.Optimizer.step(Evaluate);
            CheckUpdate(loss, before);
        }
        else
        {
            loss = Evaluate();
            if (closes)
            {
                Update(loss);
            }
        }

        if (closes)
        {
            run.Average?.Update(position.Phase);
        }

        using var measured = logits;
        run.Position = position with
        {
            Batch = position.Batch + 1,
            WindowImages = closes ? 0 : window,
            Meter = position.Meter.With(loss.ToDouble(), measured!, batch),
        };

        Tensor Evaluate()
        {
            Reseed(position);
            if (position.WindowImages == 0)
            {
                // Not the optimizer's zero_grad of TorchSharp: it fills with zeros, and momentum would go on moving what has no
                // gradient.
                module.zero_grad(set_to_none: true);
            }

            var output = module.forward(images);

            // What is measured is the network before the step; L-BFGS evaluates again, and in a dispose scope of its own.
            logits ??= output.detach().DetachFromDisposeScope();
            var mean = lossFunction.Of(output, targets);
            Backward(mean, batch.Count);
            CheckFinite(mean, closes);
            if (closes)
            {
                Finish(window);
            }

            return mean;
        }
    }

    public void Dispose()
    {
        before.Dispose();
        beforeUpdate?.Dispose();
    }

    // The gradients of a window are those of one batch of all its images, whatever their number in each.
    private void Backward(Tensor mean, int images)
    {
        if (Window == 1)
        {
            mean.backward();
            return;
        }

        using var factor = ((double)images).ToScalar();
        mean.mul(factor).backward();
    }

    private void Finish(int images)
    {
        if (Window > 1)
        {
            Gradients.Scale(run.Optimizer, 1.0 / images);
        }

        if (plan.Training.Clipping is { } clipping)
        {
            Gradients.Clip(run.Optimizer, clipping);
        }
    }

    private void CheckFinite(Tensor mean, bool closes)
    {
        var loss = mean.ToDouble();
        if (closes)
        {
            gradientNorm = Gradients.Norm(run.Optimizer);
        }

        var suspect = !double.IsFinite(loss) || (closes && !float.IsFinite(gradientNorm));
        var wrong = suspect ? Gradients.FirstNotFinite(run.Optimizer, order) : null;
        if (wrong is not null || !double.IsFinite(loss))
        {
            before.Restore();
            throw new NotFiniteException(loss, wrong?.Name, inUpdate: false);
        }
    }

    // Only an update that may overflow is worth a copy of all that trains.
    private void Update(Tensor loss)
    {
        if (!MayOverflow())
        {
            run.Optimizer.step();
            return;
        }

        if (beforeUpdate is null)
        {
            beforeUpdate = new TensorCopies(module.state_dict()
                .Where(pair => run.Phase.IsTrainable(pair.Key))
                .Select(pair => (pair.Key, pair.Value)));
        }
        else
        {
            beforeUpdate.Take();
        }

        run.Optimizer.step();
        CheckUpdate(loss, beforeUpdate);
    }

    private bool MayOverflow() =>
        !(gradientNorm < LargeStep) || run.Optimizer.ParamGroups.Any(group => !(group.LearningRate * Math.Max(1, gradientNorm) < LargeStep));

    private void CheckUpdate(Tensor loss, TensorCopies copies)
    {
        if (Gradients.FirstBroken(run.Optimizer, order) is { } broken)
        {
            copies.Restore();
            before.Restore();
            throw new NotFiniteException(loss.ToDouble(), broken.Name, inUpdate: true);
        }
    }

    private void Reseed(RunPosition position) => GlobalRandom.Seed(
        new SeededRandom(RandomPurpose.Step, position.Seed, position.Epoch, position.Batch).NextInt64(), device);

    // A forward pass moves the running statistics of BatchNorm; L-BFGS moves parameters before it knows where that leads.
    private bool MayBreak(string tensor) => run.Optimizer is LbfgsOptimizer
        ? run.Phase.IsTrainable(tensor) || IsMovingBuffer(tensor)
        : IsMovingBuffer(tensor);

    private bool IsMovingBuffer(string tensor) =>
        plan.Graph.Buffers.Any(buffer => buffer.Name == tensor && !run.Phase.InferenceNodes.Contains(buffer.Node));
}

/// <summary>A loss, a gradient or an updated parameter that is not finite.</summary>
internal sealed class NotFiniteException(double loss, string? group, bool inUpdate) : Exception
{
    public double Loss => loss;

    public string? Group => group;

    /// <summary>Whether the optimizer's update did it: loss and gradients are finite.</summary>
    public bool InUpdate => inUpdate;
}
