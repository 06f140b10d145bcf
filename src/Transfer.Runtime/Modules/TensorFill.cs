using TorchSharp;
using Transfer.Operators;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>
/// Draws new parameters. TorchSharp's <c>nn.init</c> takes a generator and does not use it, so the tensor's own methods do.
/// </summary>
internal static class TensorFill
{
    public static Tensor New(long[] shape, Initialization how, Generator random)
    {
        using var noGradient = no_grad();
        var tensor = empty(shape, ScalarType.Float32);
        return how.Distribution switch
        {
            Distribution.Constant => Scalars.Use(how.Scale, value => tensor.fill_(value)),
            Distribution.Normal => tensor.normal_(0, how.Scale, random),
            Distribution.TruncatedNormal => TruncatedNormal(tensor, how.Scale, random),
            Distribution.Uniform => tensor.uniform_(-how.Scale, how.Scale, random),
            _ => throw new ArgumentOutOfRangeException(nameof(how), $"No way to draw from {how.Distribution}."),
        };
    }

    // The inverse distribution function on a uniform sample, as torch.nn.init.trunc_normal_ does; the bounds are ±2.
    private static Tensor TruncatedNormal(Tensor tensor, double std, Generator random)
    {
        const double Bound = 2;
        var tail = Erf(Bound / std / Math.Sqrt(2));
        Scalars.Use(std * Math.Sqrt(2), scale => tensor.uniform_(-tail, tail, random).erfinv_().mul_(scale));
        return Scalars.Use(-Bound, low => Scalars.Use(Bound, high => tensor.clamp_(low, high)));
    }

    private static double Erf(double value)
    {
        using var tensor = torch.tensor(value, ScalarType.Float64);
        using var result = tensor.erf();
        return result.ToDouble();
    }
}
