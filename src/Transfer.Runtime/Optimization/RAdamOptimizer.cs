using TorchSharp;
using TorchSharp.Modules;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary>
/// <c>torch.optim.RAdam</c> (Liu et al. 2019): Adam whose first steps, of too uncertain a variance, are those of momentum.
/// </summary>
internal sealed class RAdamOptimizer(Phase phase, IReadOnlyDictionary<string, Parameter> parameters, RAdamSettings settings)
    : PlanOptimizer(phase, parameters, settings.Beta1, "exp_avg", "exp_avg_sq")
{
    // The length of the approximated simple moving average from which the variance is tractable.
    private const double Tractable = 5;

    protected override void Update(OptimizerGroup group, double learningRate, OptimizerMember member, Tensor gradient)
    {
        gradient = WithPenalty(group, member, gradient);
        var (mean, square) = (member.OrZeros(0), member.OrZeros(1));
        Average(mean, gradient, group.Momentum);
        AverageSquare(square, gradient, settings.Beta2);

        var rate = learningRate / (1 - Math.Pow(group.Momentum, member.Steps));
        var forgotten = Math.Pow(settings.Beta2, member.Steps);
        var longest = (2 / (1 - settings.Beta2)) - 1;
        var length = longest - (2 * member.Steps * forgotten / (1 - forgotten));
        if (length <= Tractable)
        {
            using var plain = (-rate).ToScalar();
            member.Parameter.add_(mean, plain);
            return;
        }

        var rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        Descend(member.Parameter, mean, Denominator(square, settings.Epsilon), rate * rectified * Math.Sqrt(1 - forgotten));
    }
}

internal static partial class OptimizerFactory
{
    public static readonly OptimizerImplementation RAdam = OptimizerImplementation.Of<RAdamSettings>(
        (phase, parameters, settings) => new RAdamOptimizer(phase, parameters, settings));
}
