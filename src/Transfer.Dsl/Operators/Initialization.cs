using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents how a new parameter or buffer is filled before training.</summary>
public sealed class Initialization : Construct
{
    private const string Prefix = nameof(Initialization) + ".";
    private readonly Definition<Initialization> definition;

    // Explicit, so that the definitions exist before anything of this class is used.
    static Initialization()
    {
        foreach (var name in Enum.GetNames(typeof(Distribution)))
        {
            var distribution = (Distribution)Enum.Parse(typeof(Distribution), name);
            Definition<Initialization>.Of<Initialization>(
                name, Prefix, values => new Initialization(distribution, values.Number("scale")));
        }

        Zeros = Constant(0);
        Ones = Constant(1);
    }

    private Initialization(Distribution distribution, double scale)
    {
        Distribution = distribution;
        Scale = distribution == Distribution.Constant
            ? Argument.Finite(scale, nameof(scale))
            : Argument.Positive(scale, nameof(scale));
        definition = Find(distribution.ToString())!;
    }

    /// <summary>Gets the initialization that fills a tensor with zeros.</summary>
    public static Initialization Zeros { get; }

    /// <summary>Gets the distribution that elements are drawn from.</summary>
    public Distribution Distribution { get; }

    /// <summary>Gets the parameter of the distribution: a value, a standard deviation or a bound.</summary>
    public double Scale { get; }

    /// <summary>Gets the initialization that fills a tensor with ones.</summary>
    internal static Initialization Ones { get; }

    internal override Definition DefinedBy => definition;

    /// <summary>Returns the initialization that fills a tensor with <paramref name="value"/>.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The initialization.</returns>
    public static Initialization Constant(double value) => new(Distribution.Constant, value);

    /// <summary>Returns a normal distribution with mean 0.</summary>
    /// <param name="std">The standard deviation, above 0.</param>
    /// <returns>The initialization.</returns>
    public static Initialization Normal(double std) => new(Distribution.Normal, std);

    /// <summary>Returns a normal distribution with mean 0, cut off at ±2.</summary>
    /// <param name="std">The standard deviation, above 0.</param>
    /// <returns>The initialization.</returns>
    public static Initialization TruncatedNormal(double std) => new(Distribution.TruncatedNormal, std);

    /// <summary>Returns a uniform distribution over [-bound, bound).</summary>
    /// <param name="bound">Half the width of the interval, above 0.</param>
    /// <returns>The initialization.</returns>
    public static Initialization Uniform(double bound) => new(Distribution.Uniform, bound);

    /// <summary>Returns PyTorch's default for <c>Linear</c> and <c>Conv2d</c>: uniform within 1/√fan_in.</summary>
    /// <param name="fanIn">The number of inputs of one output element.</param>
    /// <returns>The initialization.</returns>
    public static Initialization TorchDefault(long fanIn) => Uniform(1 / Math.Sqrt(fanIn));

    /// <summary>
    /// Returns the initialization of He et al. 2015 for ReLU networks: normal with standard deviation √(2/fan).
    /// </summary>
    /// <param name="fan">fan_in or fan_out.</param>
    /// <returns>The initialization.</returns>
    public static Initialization KaimingNormal(long fan) => Normal(Math.Sqrt(2.0 / fan));

    /// <summary>Returns the uniform initialization of He et al. 2015 for ReLU networks: uniform within √(6/fan).</summary>
    /// <param name="fan">fan_in or fan_out.</param>
    /// <returns>The initialization.</returns>
    public static Initialization KaimingUniform(long fan) => Uniform(Math.Sqrt(6.0 / fan));

    /// <summary>Returns the initialization of Glorot and Bengio 2010: uniform within √(6/(fan_in + fan_out)).</summary>
    /// <param name="fanIn">The number of inputs of one output element.</param>
    /// <param name="fanOut">The number of outputs that one input element feeds.</param>
    /// <returns>The initialization.</returns>
    public static Initialization XavierUniform(long fanIn, long fanOut) => Uniform(Math.Sqrt(6.0 / (fanIn + fanOut)));

    /// <summary>Returns the kind with the given name, or null.</summary>
    internal static Definition<Initialization>? Find(string name) => Definition<Initialization>.Find(name);

    private protected override ArgumentList Describe() => new ArgumentList().Add("scale", Scale);
}
