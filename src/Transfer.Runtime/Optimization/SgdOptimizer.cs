using TorchSharp;
using TorchSharp.Modules;
using Transfer.Modules;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary><c>torch.optim.SGD</c>, with dampening 0.</summary>
internal sealed class SgdOptimizer(Phase phase, IReadOnlyDictionary<string, Parameter> parameters, SgdSettings settings)
    : PlanOptimizer(phase, parameters)
{
    protected override void Update(int group, double learningRate, Member[] members)
    {
        using var rate = (-learningRate).ToScalar();
        using var decay = WeightDecay[group].ToScalar();
        using var momentum = settings.Momentum.ToScalar();
        foreach (var member in members)
        {
            using var scope = NewDisposeScope();
            if (member.Parameter.grad is not { } gradient)
            {
                continue;
            }

            if (WeightDecay[group] != 0)
            {
                gradient = gradient.add(member.Parameter, decay);
            }

            if (settings.Momentum != 0)
            {
                if (member.First is { } running)
                {
                    running.mul_(momentum).add_(gradient, Scalars.One);
                }
                else
                {
                    member.First = gradient.clone().DetachFromDisposeScope();
                }

                gradient = settings.Nesterov ? gradient.add(member.First, momentum) : member.First;
            }

            member.Parameter.add_(gradient, rate);
        }
    }
}
