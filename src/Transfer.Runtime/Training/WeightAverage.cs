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
    private readonly double decay;

    public WeightAverage(Plan plan, PlanModule module, double decay)
    {
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

    /// <summary>Takes the parameters that train now into their averages.</summary>
    public void Update()
    {
        using var noGradient = no_grad();
        using var old = decay.ToScalar();
        using var rest = (1 - decay).ToScalar();
        foreach (var (name, parameter) in parameters.Where(pair => pair.Value.requires_grad))
        {
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
