using TorchSharp;
using TorchSharp.Modules;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary><c>torch.optim.SGD</c>.</summary>
internal sealed class SgdOptimizer(Phase phase, IReadOnlyDictionary<string, Parameter> parameters, SgdSettings settings)
    : PlanOptimizer(phase, parameters, settings.Momentum, "momentum_buffer")
{
    protected override void Update(OptimizerGroup group, double learningRate, OptimizerMember member, Tensor gradient)
    {
        gradient = WithPenalty(group, member, gradient);
        if (group.Momentum != 0)
        {
            using var momentum = group.Momentum.ToScalar();
            if (member[0] is { } running)
            {
                using var share = (1 - settings.Dampening).ToScalar();
                running.mul_(momentum).add_(gradient, share);
            }
            else
            {
                member[0] = gradient.clone();
            }

            gradient = settings.Nesterov ? gradient.add(member[0]!, momentum) : member[0]!;
        }

        using var rate = (-learningRate).ToScalar();
        member.Parameter.add_(gradient, rate);
    }
}

internal static partial class OptimizerFactory
{
    public static readonly OptimizerImplementation Sgd = OptimizerImplementation.Of<SgdSettings>(
        (phase, parameters, settings) => new SgdOptimizer(phase, parameters, settings));
}
