namespace Transfer.Operators;

/// <summary>Specifies the distribution that a new parameter is drawn from.</summary>
public enum Distribution
{
    /// <summary>Every element equals the scale.</summary>
    Constant,

    /// <summary>Normal with mean 0; the scale is the standard deviation.</summary>
    Normal,

    /// <summary>
    /// Normal with mean 0, cut off at ±2, as torch's <c>trunc_normal_</c>; the scale is the standard deviation.
    /// </summary>
    TruncatedNormal,

    /// <summary>Uniform over [-scale, scale).</summary>
    Uniform,
}
