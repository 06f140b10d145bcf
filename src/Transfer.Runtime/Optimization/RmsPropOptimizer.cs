using TorchSharp;
using TorchSharp.Modules;
using Transfer.Modules;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary><c>torch.optim.RMSprop</c>: epsilon is added outside the root, unlike TensorFlow's.</summary>
internal sealed class RmsPropOptimizer(Phase phase, IReadOnlyDictionary<string, Parameter> parameters, RMSpropSettings settings)
    : PlanOptimizer(phase, parameters, settings.Momentum, "square_avg", "momentum_buffer", "grad_avg")
{
    protected override void Update(OptimizerGroup group, double learningRate, OptimizerMember member, Tensor gradient)
    {
        gradient = WithPenalty(group, member, gradient);
        var square = member.OrZeros(0);
        AverageSquare(square, gradient, settings.Alpha);
        var denominator = Denominator(Variance(member, gradient, square), settings.Epsilon);
        if (group.Momentum == 0)
        {
            Descend(member.Parameter, gradient, denominator, learningRate);
            return;
        }

        using var momentum = group.Momentum.ToScalar();
        using var rate = (-learningRate).ToScalar();
        var running = member.OrZeros(1);
        running.mul_(momentum).addcdiv_(gradient, denominator, Scalars.One);
        member.Parameter.add_(running, rate);
    }

    private Tensor Variance(OptimizerMember member, Tensor gradient, Tensor square)
    {
        if (!settings.Centered)
        {
            return square;
        }

        var mean = member.OrZeros(2);
        Average(mean, gradient, settings.Alpha);
        using var minus = (-1.0).ToScalar();
        return square.addcmul(mean, mean, minus);
    }
}

internal static partial class OptimizerFactory
{
    public static readonly OptimizerImplementation RMSprop = OptimizerImplementation.Of<RMSpropSettings>(
        (phase, parameters, settings) => new RmsPropOptimizer(phase, parameters, settings));
}
