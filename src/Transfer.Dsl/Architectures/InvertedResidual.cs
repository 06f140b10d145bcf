using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>
/// What MobileNetV3 and EfficientNet share: normalized convolutions, squeeze-and-excitation, rounding of channels.
/// </summary>
internal static class InvertedResidual
{
    /// <summary>
    /// Returns the multiple of 8 nearest to a width, not less than 90 % of it (torchvision's <c>_make_divisible</c>).
    /// </summary>
    public static int Divisible(double width)
    {
        var rounded = Math.Max(8, (int)(width + 4) / 8 * 8);
        return rounded < 0.9 * width ? rounded + 8 : rounded;
    }

    /// <summary>
    /// Convolution, BatchNorm and a function, at .0, .1 and .2 of the path (torchvision's <c>Conv2dNormActivation</c>).
    /// </summary>
    public static int ConvNorm(
        GraphBuilder g,
        string path,
        int value,
        int channels,
        int kernel,
        NormSettings norm,
        ActivationKind? activation,
        int stride = 1,
        int groups = 1)
    {
        var x = g.Conv(path + ".0", value, channels, kernel, stride, (kernel - 1) / 2, groups: groups);
        x = g.BatchNorm(path + ".1", x, norm.Epsilon, norm.Momentum);
        return activation is { } kind ? g.Activation(path + ".2", x, kind) : x;
    }

    /// <summary>Channels weighed by a gate that sees the whole image (Hu et al. 2017).</summary>
    public static int SqueezeExcite(
        GraphBuilder g, string path, int value, int squeeze, ActivationKind activation, ActivationKind gate)
    {
        var x = g.AdaptiveAvgPool(path + ".avgpool", value, 1);
        x = g.Activation(path + ".activation", g.Conv(path + ".fc1", x, squeeze, kernel: 1, bias: true), activation);
        x = g.Conv(path + ".fc2", x, g.ChannelsOf(value), kernel: 1, bias: true);
        return g.Add(path, new Scale(), value, g.Activation(path + ".scale_activation", x, gate));
    }
}

/// <summary>The numbers of a BatchNorm.</summary>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">Weight of the batch in the running statistics.</param>
internal readonly record struct NormSettings(double Epsilon, double Momentum);
