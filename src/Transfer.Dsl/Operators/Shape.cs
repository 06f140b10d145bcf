using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents the shape of a parameter, or of one example's activation, without the batch dimension.</summary>
public sealed class Shape : Value
{
    internal Shape(EquatableList<int> dimensions)
    {
        Dimensions = dimensions.All(length => length >= 0)
            ? dimensions
            : throw new ArgumentOutOfRangeException(nameof(dimensions), $"A dimension must be 0 or more, got {dimensions}.");
    }

    /// <summary>Gets the length of each dimension: channels, height, width for an image.</summary>
    public EquatableList<int> Dimensions { get; }

    /// <summary>Gets the number of dimensions.</summary>
    public int Rank => Dimensions.Count;

    /// <summary>Gets the product of the dimensions; 1 for a scalar.</summary>
    public long Elements
    {
        get
        {
            var product = 1L;
            for (var i = 0; i < Dimensions.Count; i++)
            {
                product *= Dimensions[i];
            }

            return product;
        }
    }

    /// <summary>Gets the shape of an activation about which nothing is known: it has no dimensions.</summary>
    internal static Shape Unknown { get; } = Of();

    /// <summary>Gets the length of a dimension.</summary>
    /// <param name="index">The dimension, from 0; negative counts from the end.</param>
    public int this[int index] => Dimensions[index < 0 ? index + Rank : index];

    /// <summary>Returns a shape with the given dimensions.</summary>
    /// <param name="dimensions">The length of each dimension, 0 or more.</param>
    /// <returns>The shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative.</exception>
    public static Shape Of(params int[] dimensions) =>
        new(new EquatableList<int>(Argument.NotNull(dimensions, nameof(dimensions))));

    /// <summary>Returns the shape as PyTorch prints it: <c>[64, 56, 56]</c>.</summary>
    /// <returns>The string.</returns>
    public override string ToString() => Dimensions.ToString();

    private protected override ArgumentList Describe() => new ArgumentList().AddUnwritten("dimensions", Dimensions);
}
