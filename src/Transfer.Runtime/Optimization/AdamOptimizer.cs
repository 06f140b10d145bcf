using TorchSharp;
using TorchSharp.Modules;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary><c>torch.optim.Adam</c> and, with decoupled weight decay, <c>torch.optim.AdamW</c>.</summary>
internal sealed class AdamOptimizer(
    Phase phase,
    IReadOnlyDictionary<string, Parameter> parameters,
    double beta1,
    double beta2,
    double epsilon,
    bool decoupled) : PlanOptimizer(phase, parameters, beta1, "exp_avg", "exp_avg_sq")
{
    protected override void Update(OptimizerGroup group, double learningRate, OptimizerMember member, Tensor gradient)
    {
        if (!decoupled)
        {
            gradient = WithPenalty(group, member, gradient);
        }
        else if (group.WeightDecay != 0)
        {
            using var keep = (1 - (learningRate * group.WeightDecay)).ToScalar();
            member.Parameter.mul_(keep);
        }

        var (mean, square) = (member.OrZeros(0), member.OrZeros(1));
        Average(mean, gradient, group.Momentum);
        AverageSquare(square, gradient, beta2);
        var denominator = Denominator(square, 1 - Math.Pow(beta2, member.Steps), epsilon);
        Descend(member.Parameter, mean, denominator, learningRate / (1 - Math.Pow(group.Momentum, member.Steps)));
    }
}

internal static partial class OptimizerFactory
{
    public static readonly OptimizerImplementation Adam = OptimizerImplementation.Of<AdamSettings>(
        (phase, parameters, adam) =>
            new AdamOptimizer(phase, parameters, adam.Beta1, adam.Beta2, adam.Epsilon, decoupled: false));
    public static readonly OptimizerImplementation AdamW = OptimizerImplementation.Of<AdamWSettings>(
        (phase, parameters, adam) => new AdamOptimizer(phase, parameters, adam.Beta1, adam.Beta2, adam.Epsilon, decoupled: true));
}
