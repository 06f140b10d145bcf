using TorchSharp;
using TorchSharp.Modules;
using Transfer.Checkpoints;
using Transfer.Metrics;
using Transfer.Training.Runs;
using static TorchSharp.torch;

namespace Transfer.Training.Parts;

/// <summary>
/// Keeps the exponential moving average of the parameters that a plan trains, as PyTorch's <c>AveragedModel</c> with
/// <c>get_ema_multi_avg_fn(decay)</c> does: the first update copies, each later one moves the average by 1 - decay of the way to
/// the parameter. Buffers are not averaged: the averaged network shares those of the trained one. The average is what is measured
/// after each epoch, and what the caller gets.
/// </summary>
internal sealed class WeightAverage(double decay) : RunPart, IDisposable
{
    private const string UpdatesValue = "updates";
    private Dictionary<string, Parameter> parameters = [];
    private Dictionary<string, Tensor> averages = [];
    private string[] averaged = [];
    private long updates;

    public override string Name => "average";

    // What trained in an earlier phase is measured as its average, too.
    internal override bool MayChangeWhatIsFrozen => true;

    public override void StartRun(TrainingRun run)
    {
        parameters = run.Module.named_parameters()
            .Where(pair => run.Plan.IsTrainable(pair.name))
            .ToDictionary(pair => pair.name, pair => pair.parameter);
        averages = parameters.ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone().DetachFromDisposeScope());
    }

    // What has trained so far, and is frozen by now, too: its average goes on towards it. What has never trained is its own.
    public override void StartPhase(TrainingRun run)
    {
        var phases = run.Plan.Phases.Take(run.Position.Phase + 1).ToArray();
        averaged = [.. parameters.Keys.Where(name => phases.Any(phase => phase.IsTrainable(name)))];
    }

    public override void AfterUpdate(TrainingRun run)
    {
        using var old = decay.ToScalar();
        using var rest = (1 - decay).ToScalar();
        foreach (var name in averaged)
        {
            var parameter = parameters[name];
            if (updates == 0)
            {
                averages[name].copy_(parameter);
            }
            else
            {
                averages[name].mul_(old).add_(parameter, rest);
            }
        }

        updates++;
    }

    public override void BeforeEvaluation(TrainingRun run) => Swap();

    public override void AfterEvaluation(TrainingRun run, EpochResult? result) => Swap();

    public override void EndRun(TrainingRun run) => Swap();

    public override void Save(TrainingRun run, CheckpointSlice slice)
    {
        slice.Write(UpdatesValue, updates);
        foreach (var (name, average) in averages)
        {
            slice.Write(name, average);
        }
    }

    public override void Load(TrainingRun run, CheckpointSlice slice)
    {
        updates = slice.ReadInteger(UpdatesValue);
        foreach (var (name, average) in averages)
        {
            slice.CopyTo(name, average);
        }
    }

    public void Dispose()
    {
        foreach (var average in averages.Values)
        {
            average.Dispose();
        }
    }

    // Done twice, all is as before, to the bit.
    private void Swap()
    {
        foreach (var (name, parameter) in parameters)
        {
            using var value = parameter.detach().clone();
            parameter.copy_(averages[name]);
            averages[name].copy_(value);
        }
    }
}

internal static partial class PlanParts
{
    public static readonly PartImplementation WeightAverage =
        PartImplementation.Of<WeightAveraging>(PartPlace.Weights, averaging => new WeightAverage(averaging.Decay));
}
