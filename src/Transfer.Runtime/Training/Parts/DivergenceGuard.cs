using Transfer.Optimization;
using Transfer.Training.Runs;

namespace Transfer.Training.Parts;

/// <summary>
/// Ends a run whose loss, gradients or updated parameters are not finite, with the parameters and buffers that the step before
/// left.
/// </summary>
internal sealed class DivergenceGuard(Plan plan) : RunPart, IDisposable
{
    // Far from where float32 ends (3.4e38), so that momentum and weight decay have room; no useful step is a millionth of it.
    private const double LargeStep = 1e20;

    private readonly Dictionary<string, int> order = plan.Graph.Parameters
        .Select((parameter, i) => (parameter.Name, i))
        .ToDictionary();
    private TensorCopies? beforeBatch;
    private TensorCopies? beforeUpdate;
    private bool checksUpdate;
    private double? loss;

    public override string Name => "divergence guard";

    public override void StartPhase(TrainingRun run)
    {
        Dispose();
        var phase = run.Phase;
        var moving = plan.Graph.Buffers
            .Where(buffer => !phase.InferenceNodes.Contains(buffer.Node))
            .Select(buffer => buffer.Name)
            .ToHashSet();

        // A forward pass moves the running statistics of BatchNorm; an optimizer that evaluates several times moves parameters
        // before it knows where that leads.
        beforeBatch = Copies(run, name =>
            moving.Contains(name) || (run.PlanOptimizer.EvaluatesSeveralTimes && phase.IsTrainable(name)));
    }

    public override void BeforeBatch(TrainingRun run)
    {
        loss = null;
        beforeBatch!.Take();
    }

    public override void AfterBackward(TrainingRun run)
    {
        loss ??= run.Loss;
        var norm = run.EndsWindow ? Gradients.Norm(run.PlanOptimizer) : 0;
        var suspect = !double.IsFinite(run.Loss) || !float.IsFinite(norm);
        var wrong = suspect ? Gradients.FirstNotFinite(run.PlanOptimizer, order) : null;
        if (wrong is not null || !double.IsFinite(run.Loss))
        {
            beforeBatch!.Restore();
            throw new NotFiniteException(run.Loss, wrong?.Name, inUpdate: false);
        }

        // Only an update that may overflow is worth a copy of all that trains.
        checksUpdate = run.PlanOptimizer.EvaluatesSeveralTimes || MayOverflow(run.PlanOptimizer, norm);
        if (run.EndsWindow && checksUpdate && !run.PlanOptimizer.EvaluatesSeveralTimes)
        {
            beforeUpdate ??= Copies(run, run.Phase.IsTrainable);
            beforeUpdate.Take();
        }
    }

    public override void AfterUpdate(TrainingRun run)
    {
        if (checksUpdate && Gradients.FirstBroken(run.PlanOptimizer, order) is { } broken)
        {
            beforeUpdate?.Restore();
            beforeBatch!.Restore();
            throw new NotFiniteException(loss!.Value, broken.Name, inUpdate: true);
        }
    }

    public void Dispose()
    {
        beforeBatch?.Dispose();
        beforeUpdate?.Dispose();
        (beforeBatch, beforeUpdate) = (null, null);
    }

    private static bool MayOverflow(PlanOptimizer optimizer, float norm) =>
        !(norm < LargeStep) || optimizer.ParamGroups.Any(group => !(group.LearningRate * Math.Max(1, norm) < LargeStep));

    private static TensorCopies Copies(TrainingRun run, Func<string, bool> includes) =>
        new(run.Module.state_dict().Where(pair => includes(pair.Key)).Select(pair => (pair.Key, pair.Value)));
}

/// <summary>A loss, a gradient or an updated parameter that is not finite.</summary>
internal sealed class NotFiniteException(double loss, string? group, bool inUpdate) : Exception
{
    public double Loss => loss;

    public string? Group => group;

    /// <summary>Gets a value indicating whether the optimizer's update caused it: loss and gradients are finite.</summary>
    public bool InUpdate => inUpdate;
}
