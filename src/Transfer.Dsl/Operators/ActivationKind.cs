namespace Transfer.Operators;

/// <summary>Specifies an elementwise function.</summary>
public enum ActivationKind
{
    /// <summary>max(x, 0).</summary>
    ReLU,

    /// <summary>min(max(x, 0), 6).</summary>
    ReLU6,

    /// <summary>x · sigmoid(x).</summary>
    SiLU,

    /// <summary>x · ReLU6(x + 3) / 6.</summary>
    Hardswish,

    /// <summary>ReLU6(x + 3) / 6.</summary>
    Hardsigmoid,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>x · Φ(x), exact (by the error function).</summary>
    GELU,
}
