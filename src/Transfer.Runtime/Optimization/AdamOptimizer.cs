using TorchSharp;
using TorchSharp.Modules;
using Transfer.Modules;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary><c>torch.optim.Adam</c> and, with decoupled weight decay, <c>torch.optim.AdamW</c>.</summary>
internal sealed class AdamOptimizer(
    Phase phase,
    IReadOnlyDictionary<string, Parameter> parameters,
    double beta1,
    double beta2,
    double epsilon,
    bool decoupled) : PlanOptimizer(phase, parameters)
{
    private readonly int[] steps = new int[phase.Groups.Count];

    protected override void Update(int group, double learningRate, Member[] members)
    {
        var step = ++steps[group];
        var decay = WeightDecay[group];
        using var keep = (1 - (learningRate * decay)).ToScalar();
        using var penalty = decay.ToScalar();
        using var first = beta1.ToScalar();
        using var firstRest = (1 - beta1).ToScalar();
        using var second = beta2.ToScalar();
        using var secondRest = (1 - beta2).ToScalar();
        using var correction = (1 / Math.Sqrt(1 - Math.Pow(beta2, step))).ToScalar();
        using var eps = epsilon.ToScalar();
        using var rate = (-learningRate / (1 - Math.Pow(beta1, step))).ToScalar();
        foreach (var member in members)
        {
            using var scope = NewDisposeScope();
            var parameter = member.Parameter;
            if (parameter.grad is not { } gradient)
            {
                continue;
            }

            if (decay != 0 && decoupled)
            {
                parameter.mul_(keep);
            }
            else if (decay != 0)
            {
                gradient = gradient.add(parameter, penalty);
            }

            member.First ??= zeros_like(parameter).DetachFromDisposeScope();
            member.Second ??= zeros_like(parameter).DetachFromDisposeScope();
            member.First.mul_(first).add_(gradient, firstRest);
            member.Second.mul_(second).addcmul_(gradient, gradient, secondRest);
            var denominator = member.Second.sqrt().mul_(correction).add_(eps, Scalars.One);
            parameter.addcdiv_(member.First, denominator, rate);
        }
    }
}
