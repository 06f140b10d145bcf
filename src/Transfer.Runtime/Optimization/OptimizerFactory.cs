using Transfer.Planning;

using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary>Makes the optimizer of a phase.</summary>
internal static class OptimizerFactory
{
    public static PlanOptimizer Of(Phase phase, nn.Module module)
    {
        if (phase.Groups.Count == 0)
        {
            throw new InvalidOperationException(
                $"Phase \"{phase.Name}\" trains nothing, so it has no optimizer. Unfreeze a layer, or put a head on, in the "
                + "recipe.");
        }

        var parameters = module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        return phase.Optimizer switch
        {
            SgdSettings sgd => new SgdOptimizer(phase, parameters, sgd),
            AdamSettings adam => new AdamOptimizer(phase, parameters, adam.Beta1, adam.Beta2, adam.Epsilon, decoupled: false),
            AdamWSettings adamW => new AdamOptimizer(phase, parameters, adamW.Beta1, adamW.Beta2, adamW.Epsilon, decoupled: true),
            RMSpropSettings rmsProp => new RmsPropOptimizer(phase, parameters, rmsProp),
            NAdamSettings nAdam => new NAdamOptimizer(phase, parameters, nAdam),
            RAdamSettings rAdam => new RAdamOptimizer(phase, parameters, rAdam),
            AdagradSettings adagrad => new AdagradOptimizer(phase, parameters, adagrad),
            LbfgsSettings lbfgs => new LbfgsOptimizer(phase, parameters, lbfgs),
            _ => throw new NotSupportedException($"The TorchSharp back end has no optimizer for {phase.Optimizer}."),
        };
    }
}
