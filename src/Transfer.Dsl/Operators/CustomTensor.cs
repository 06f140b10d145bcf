using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents a parameter or buffer of a custom module. The module also gives it its first value.</summary>
public sealed class CustomTensor : Construct
{
    private static readonly Definition<CustomTensor> Tensor = Definition<CustomTensor>.Of<CustomTensor>(
        nameof(Tensor),
        string.Empty,
        values => new CustomTensor(
            values.Text("name"), values.Shape("shape"), values.Flag("isBuffer"), values.Flag("isInteger")));

    // Explicit, so that the definition exists before anything of this class is used.
    static CustomTensor()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="CustomTensor"/> class.</summary>
    /// <param name="name">The tensor's name within its module: <c>weight</c>.</param>
    /// <param name="shape">The tensor's shape.</param>
    /// <param name="isBuffer">True for a buffer, false for a parameter.</param>
    /// <param name="isInteger">True for int64, false for float32.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public CustomTensor(string name, Shape shape, bool isBuffer = false, bool isInteger = false)
    {
        Name = Argument.Named(name, nameof(name));
        Shape = Argument.NotNull(shape, nameof(shape));
        IsBuffer = isBuffer;
        IsInteger = isInteger;
    }

    /// <summary>Gets the tensor's name within its module: <c>weight</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the tensor's shape.</summary>
    public Shape Shape { get; }

    /// <summary>Gets a value indicating whether the tensor is a buffer, not a parameter.</summary>
    internal bool IsBuffer { get; }

    /// <summary>Gets a value indicating whether the tensor holds int64 rather than float32.</summary>
    internal bool IsInteger { get; }

    internal override Definition DefinedBy => Tensor;

    /// <summary>Returns the kind with the given name, or null.</summary>
    internal static Definition<CustomTensor>? Find(string name) => Definition<CustomTensor>.Find(name);

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("name", Name)
        .Add("shape", Shape.Dimensions)
        .Add("isBuffer", IsBuffer, false)
        .Add("isInteger", IsInteger, false);
}
