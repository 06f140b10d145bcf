namespace Transfer.Operators;

/// <summary>The distribution a new parameter is drawn from.</summary>
public enum Distribution
{
    /// <summary>Every element is the scale itself.</summary>
    Constant,

    /// <summary>Normal with mean 0; the scale is the standard deviation.</summary>
    Normal,

    /// <summary>
    /// Normal with mean 0, cut off at ±2 (torch's <c>trunc_normal_</c> defaults); the scale is the standard deviation.
    /// </summary>
    TruncatedNormal,

    /// <summary>Uniform over [-scale, scale).</summary>
    Uniform,
}

/// <summary>How a new parameter or buffer is filled before training.</summary>
/// <param name="Distribution">What it is drawn from.</param>
/// <param name="Scale">The distribution's one number.</param>
public readonly record struct Initialization(Distribution Distribution, double Scale)
{
    /// <summary>All zeros.</summary>
    public static Initialization Zeros => Constant(0);

    /// <summary>All ones.</summary>
    public static Initialization Ones => Constant(1);

    /// <summary>All <paramref name="value"/>.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The initialization.</returns>
    public static Initialization Constant(double value) => new(Distribution.Constant, value);

    /// <summary>Normal around 0.</summary>
    /// <param name="std">The standard deviation.</param>
    /// <returns>The initialization.</returns>
    public static Initialization Normal(double std) => new(Distribution.Normal, std);

    /// <summary>Normal around 0, cut off at ±2.</summary>
    /// <param name="std">The standard deviation.</param>
    /// <returns>The initialization.</returns>
    public static Initialization TruncatedNormal(double std) => new(Distribution.TruncatedNormal, std);

    /// <summary>Uniform around 0.</summary>
    /// <param name="bound">Half the width.</param>
    /// <returns>The initialization.</returns>
    public static Initialization Uniform(double bound) => new(Distribution.Uniform, bound);

    /// <summary>PyTorch's default for weights and biases of <c>Linear</c> and <c>Conv2d</c>: uniform within 1/√fan_in.</summary>
    /// <param name="fanIn">Inputs of one output element.</param>
    /// <returns>The initialization.</returns>
    public static Initialization TorchDefault(long fanIn) => Uniform(1 / Math.Sqrt(fanIn));

    /// <summary>He et al. 2015 for ReLU networks: normal with standard deviation √(2/fan).</summary>
    /// <param name="fan">fan_in or fan_out.</param>
    /// <returns>The initialization.</returns>
    public static Initialization KaimingNormal(long fan) => Normal(Math.Sqrt(2.0 / fan));

    /// <summary>He et al. 2015 for ReLU networks: uniform within √(6/fan).</summary>
    /// <param name="fan">fan_in or fan_out.</param>
    /// <returns>The initialization.</returns>
    public static Initialization KaimingUniform(long fan) => Uniform(Math.Sqrt(6.0 / fan));

    /// <summary>Glorot and Bengio 2010: uniform within √(6/(fan_in + fan_out)).</summary>
    /// <param name="fanIn">Inputs of one output element.</param>
    /// <param name="fanOut">Outputs fed by one input element.</param>
    /// <returns>The initialization.</returns>
    public static Initialization XavierUniform(long fanIn, long fanOut) => Uniform(Math.Sqrt(6.0 / (fanIn + fanOut)));
}
