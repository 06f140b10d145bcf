using TorchSharp;
using TorchSharp.Modules;
using Transfer.Modules;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>
/// The exponential moving average of the parameters that a plan trains, as PyTorch's <c>AveragedModel</c> with
/// <c>get_ema_multi_avg_fn(decay)</c> keeps it: the first update copies, each later one moves the average by 1 - decay of the
/// way to the parameter. Buffers are not averaged: the averaged network shares those of the trained one.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly Dictionary<string, Parameter> parameters;
    private readonly Dictionary<string, Tensor> averages;
    private readonly Plan plan;
    private readonly double decay;
    private string[] averaged = [];
    private int averagedTo = -1;

    public WeightAverage(Plan plan, PlanModule module, double decay)
    {
        this.plan = plan;
        this.decay = decay;
        parameters = module.named_parameters()
            .Where(pair => plan.IsTrainable(pair.name))
            .ToDictionary(pair => pair.name, pair => pair.parameter);
        using var noGradient = no_grad();
        averages = parameters.ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone().DetachFromDisposeScope());
    }

    /// <summary>Updates so far.</summary>
    public long Updates { get; set; }

    /// <summary>The averages by parameter name.</summary>
    public IReadOnlyDictionary<string, Tensor> Averages => averages;

    /// <summary>
    /// Takes the parameters that have trained so far into their averages, those too that are frozen by now: their average goes
    /// on towards them. What has never trained is its own average.
    /// </summary>
    /// <param name="phase">The index of the phase under way.</param>
    public void Update(int phase)
    {
        if (averagedTo != phase)
        {
            averaged = [.. parameters.Keys.Where(name => plan.Phases.Take(phase + 1).Any(each => each.IsTrainable(name)))];
            averagedTo = phase;
        }

        using var noGradient = no_grad();
        using var old = decay.ToScalar();
        using var rest = (1 - decay).ToScalar();
        foreach (var name in averaged)
        {
            var parameter = parameters[name];
            if (Updates == 0)
            {
                averages[name].copy_(parameter);
            }
            else
            {
                averages[name].mul_(old).add_(parameter, rest);
            }
        }

        Updates++;
    }

    /// <summary>Exchanges the parameters' values with the averages; done twice, all is as before, to the bit.</summary>
    public void Swap()
    {
        using var noGradient = no_grad();
        foreach (var (name, parameter) in parameters)
        {
            using var value = parameter.detach().clone();
            parameter.copy_(averages[name]);
            averages[name].copy_(value);
        }
    }

    public void Dispose()
    {
        foreach (var average in averages.Values)
        {
            average.Dispose();
        }
    }
}
