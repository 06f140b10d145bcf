using TorchSharp;
using TorchSharp.Modules;
using Transfer.Checkpoints;
using Transfer.Modules;
using Transfer.Optimization;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>All that a run changes: where it is, the network, the optimizer's memory, averages and best weights.</summary>
internal sealed class RunState : IDisposable
{
    private readonly Plan plan;
    private readonly PlanModule module;

    public RunState(Plan plan, PlanModule module, RunPosition start)
    {
        this.plan = plan;
        this.module = module;
        Position = start;
        Average = plan.Training.AverageDecay is { } decay ? new WeightAverage(plan, module, decay) : null;
    }

    public RunPosition Position { get; set; }

    /// <summary>The optimizer of the phase that was entered.</summary>
    public PlanOptimizer Optimizer { get; private set; } = null!;

    /// <summary>The average of the weights; null where the plan has none.</summary>
    public WeightAverage? Average { get; }

    /// <summary>The network of the best epoch so far, for a run that may stop early; null before its first epoch.</summary>
    public TensorCopies? Best { get; private set; }

    public Phase Phase => plan.Phases[Position.Phase];

    /// <summary>The state that a checkpoint holds, put into a module of the same plan.</summary>
    public static RunState From(Checkpoint checkpoint, Plan plan, PlanModule module)
    {
        using var noGradient = no_grad();
        var state = new RunState(plan, module, checkpoint.Position);
        Copy(checkpoint.Model, module.state_dict());
        state.Enter();
        state.Optimizer.Import(checkpoint.Optimizer);
        var parameters = module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        foreach (var (name, value) in checkpoint.Gradients)
        {
            parameters[name].grad = value.to(parameters[name].device, copy: true).DetachFromDisposeScope();
        }

        if (state.Average is { } average)
        {
            average.Updates = checkpoint.Position.Averaged;
            Copy(checkpoint.Average, average.Averages);
        }

        if (checkpoint.Best.Count > 0)
        {
            state.KeepBest();
            Copy(checkpoint.Best, state.Best!.All.ToDictionary(pair => pair.Name, pair => pair.Copy));
        }

        return state;
    }

    /// <summary>
    /// Begins the phase that the position names: exactly its parameters train. Their optimizer goes on where the one before
    /// left them; those that did not train start fresh, and those that no longer train are forgotten, gradient and all.
    /// </summary>
    public void Enter()
    {
        module.zero_grad(set_to_none: true);
        module.Enter(Phase);
        var next = OptimizerFactory.Of(Phase, module);
        if (Optimizer is { } before)
        {
            if (Phase.KeepsOptimizerState && before.GetType() == next.GetType())
            {
                using var scope = NewDisposeScope();
                next.Import(before.Export());
            }

            before.Dispose();
        }

        Optimizer = next;
    }

    /// <summary>Remembers the network as it is now as the best one.</summary>
    public void KeepBest()
    {
        if (Best is null)
        {
            Best = new TensorCopies(module.state_dict().Select(pair => (pair.Key, pair.Value)));
        }
        else
        {
            Best.Take();
        }
    }

    /// <summary>The run at this moment. The tensors are its own, so they have to be written before it goes on.</summary>
    public Checkpoint Capture(IReadOnlyList<string> classNames) => new(
        plan,
        classNames,
        Position with { Averaged = Average?.Updates ?? 0 },
        [.. module.state_dict().Select(pair => (pair.Key, pair.Value))],
        [.. Optimizer.Export()],
        [.. Optimizer.Members
            .Where(_ => Position.WindowImages > 0)
            .Select(member => (member.Name, member.Parameter.grad!))
            .Where(pair => pair.Item2 is not null)],
        [.. Average?.Averages.Select(pair => (pair.Key, pair.Value)) ?? []],
        [.. Best?.All ?? []]);

    public void Dispose()
    {
        Optimizer?.Dispose();
        Average?.Dispose();
        Best?.Dispose();
    }

    private static void Copy(IEnumerable<(string Name, Tensor Value)> from, IReadOnlyDictionary<string, Tensor> to)
    {
        foreach (var (name, value) in from)
        {
            to[name].copy_(value);
        }
    }
}
