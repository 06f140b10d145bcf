using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents a parameter or buffer that an operator owns.</summary>
public sealed class TensorSpec : Value
{
    internal TensorSpec(string name, Shape shape, Initialization initialization, bool isInteger = false)
    {
        Name = name;
        Shape = shape;
        Initialization = initialization;
        IsInteger = isInteger;
    }

    /// <summary>Gets the tensor's name within its module: <c>weight</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the tensor's shape.</summary>
    public Shape Shape { get; }

    /// <summary>Gets the initialization, for when no pretrained value replaces it.</summary>
    public Initialization Initialization { get; }

    /// <summary>Gets a value indicating whether the tensor holds int64 (counters, index tables) rather than float32.</summary>
    public bool IsInteger { get; }

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("name", Name)
        .AddUnwritten("shape", Shape)
        .AddUnwritten("initialization", Initialization)
        .AddUnwritten("isInteger", IsInteger);
}
