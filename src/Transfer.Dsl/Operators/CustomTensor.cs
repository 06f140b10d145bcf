using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents a parameter or buffer of a custom module, which also gives it its first value.</summary>
public sealed class CustomTensor : Construct
{
    private static readonly Definition<CustomTensor> Tensor = Definition<CustomTensor>.Of<CustomTensor>(
        nameof(Tensor),
        string.Empty,
        values => new CustomTensor(
            values.Text("name"), values.Shape("shape"), values.Flag("isBuffer"), values.Flag("isInteger")));

    // Explicit, so that the definition is there before anything of this class is used.
    static CustomTensor()
    {
    }

    /// <summary>Initializes a tensor.</summary>
    /// <param name="name">Its name within its module: <c>weight</c>.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="isBuffer">Whether it is a buffer, not a parameter.</param>
    /// <param name="isInteger">Whether it holds int64 rather than float32.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public CustomTensor(string name, Shape shape, bool isBuffer = false, bool isInteger = false)
    {
        Name = Argument.Named(name, nameof(name));
        Shape = Argument.NotNull(shape, nameof(shape));
        IsBuffer = isBuffer;
        IsInteger = isInteger;
    }

    /// <summary>Gets its name within its module: <c>weight</c>.</summary>
    public string Name { get; }

    /// <summary>Gets its shape.</summary>
    public Shape Shape { get; }

    /// <summary>Gets a value indicating whether it is a buffer, not a parameter.</summary>
    internal bool IsBuffer { get; }

    /// <summary>Gets a value indicating whether it holds int64 rather than float32.</summary>
    internal bool IsInteger { get; }

    internal override Definition DefinedBy => Tensor;

    /// <summary>Returns the kind of a name; null when there is none.</summary>
    internal static Definition<CustomTensor>? Find(string name) => Definition<CustomTensor>.Find(name);

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("name", Name)
        .Add("shape", Shape.Dimensions)
        .Add("isBuffer", IsBuffer, false)
        .Add("isInteger", IsInteger, false);
}
