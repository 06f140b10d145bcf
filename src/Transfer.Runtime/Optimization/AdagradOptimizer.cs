using TorchSharp;
using TorchSharp.Modules;
using Transfer.Modules;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary><c>torch.optim.Adagrad</c> (Duchi, Hazan and Singer 2011).</summary>
internal sealed class AdagradOptimizer(Phase phase, IReadOnlyDictionary<string, Parameter> parameters, AdagradSettings settings)
    : PlanOptimizer(phase, parameters, momentum: 0, "sum")
{
    protected override void Update(OptimizerGroup group, double learningRate, OptimizerMember member, Tensor gradient)
    {
        gradient = WithPenalty(group, member, gradient);
        if (member[0] is null)
        {
            using var start = settings.InitialAccumulator.ToScalar();
            member[0] = full_like(member.Parameter, start);
        }

        var sum = member[0]!;
        sum.addcmul_(gradient, gradient, Scalars.One);
        Descend(
            member.Parameter,
            gradient,
            Denominator(sum, settings.Epsilon),
            learningRate / (1 + ((member.Steps - 1) * settings.RateDecay)));
    }
}

internal static partial class OptimizerFactory
{
    public static readonly OptimizerImplementation Adagrad = OptimizerImplementation.Of<AdagradSettings>(
        (phase, parameters, settings) => new AdagradOptimizer(phase, parameters, settings));
}
