using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>Makes TorchSharp's optimizers from a phase's parameter groups.</summary>
internal static class OptimizerFactory
{
    // Each option is given to each group by name: TorchSharp's group constructors fill in their own defaults for the rest,
    // not the optimizer's.
    public static optim.Optimizer Of(Phase phase, nn.Module module)
    {
        var parameters = module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        if (phase.Groups.Count == 0)
        {
            throw new InvalidOperationException(
                $"Phase \"{phase.Name}\" trains nothing, so it has no optimizer. Unfreeze a layer, or put a head on, in the recipe.");
        }

        return phase.Optimizer switch
        {
            SgdSettings sgd => new SGD(
                phase.Groups.Select(group => new SGD.ParamGroup
                {
                    Parameters = Members(group, parameters),
                    Options = new SGD.Options
                    {
                        LearningRate = group.LearningRate,
                        momentum = sgd.Momentum,
                        dampening = 0,
                        weight_decay = group.WeightDecay,
                        nesterov = sgd.Nesterov,
                        maximize = false,
                    },
                }),
                sgd.LearningRate),
            AdamSettings adam => new Adam(
                phase.Groups.Select(group => new Adam.ParamGroup
                {
                    Parameters = Members(group, parameters),
                    Options = new Adam.Options
                    {
                        LearningRate = group.LearningRate,
                        beta1 = adam.Beta1,
                        beta2 = adam.Beta2,
                        eps = adam.Epsilon,
                        weight_decay = group.WeightDecay,
                        amsgrad = false,
                        maximize = false,
                    },
                }),
                adam.LearningRate),
            AdamWSettings adamW => new AdamW(
                phase.Groups.Select(group => new AdamW.ParamGroup
                {
                    Parameters = Members(group, parameters),
                    Options = new AdamW.Options
                    {
                        LearningRate = group.LearningRate,
                        beta1 = adamW.Beta1,
                        beta2 = adamW.Beta2,
                        eps = adamW.Epsilon,
                        weight_decay = group.WeightDecay,
                        amsgrad = false,
                        maximize = false,
                    },
                }),
                adamW.LearningRate),
            _ => throw new NotSupportedException($"The TorchSharp back end has no optimizer for {phase.Optimizer}."),
        };
    }

    private static Parameter[] Members(ParameterGroup group, Dictionary<string, Parameter> parameters) =>
        group.Parameters
            .Select(name => parameters.TryGetValue(name, out var parameter)
                ? parameter
                : throw new ArgumentException($"The module has no parameter {name}, which the plan's group \"{group.Name}\" trains."))
            .ToArray();
}
