using TorchSharp.Modules;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary><c>torch.optim.NAdam</c> (Dozat 2016): Adam with Nesterov's momentum.</summary>
internal sealed class NAdamOptimizer(Phase phase, IReadOnlyDictionary<string, Parameter> parameters, NAdamSettings settings)
    : PlanOptimizer(phase, parameters, settings.Beta1, "exp_avg", "exp_avg_sq", "mu_product")
{
    // The momentum warms up: 1 - 0.96^(step · decay) / 2 of it.
    private const double WarmUp = 0.96;

    protected override void Update(OptimizerGroup group, double learningRate, OptimizerMember member, Tensor gradient)
    {
        gradient = WithPenalty(group, member, gradient);
        var (momentum, next) = (Momentum(group, member.Steps), Momentum(group, member.Steps + 1));
        var product = (member[2]?.item<double>() ?? 1) * momentum;
        member[2] = tensor(product);

        var (mean, square) = (member.OrZeros(0), member.OrZeros(1));
        Average(mean, gradient, group.Momentum);
        AverageSquare(square, gradient, settings.Beta2);
        var denominator = Denominator(square, 1 - Math.Pow(settings.Beta2, member.Steps), settings.Epsilon);
        Descend(member.Parameter, gradient, denominator, learningRate * (1 - momentum) / (1 - product));
        Descend(member.Parameter, mean, denominator, learningRate * next / (1 - (product * next)));
    }

    private double Momentum(OptimizerGroup group, long step) =>
        group.Momentum * (1 - (0.5 * Math.Pow(WarmUp, step * settings.MomentumDecay)));
}

internal static partial class OptimizerFactory
{
    public static readonly OptimizerImplementation NAdam = OptimizerImplementation.Of<NAdamSettings>(
        (phase, parameters, settings) => new NAdamOptimizer(phase, parameters, settings));
}
