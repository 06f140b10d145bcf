using Transfer.Common;

namespace Transfer.Operators;

/// <summary>The shape of one example's activation or of a parameter; the batch dimension is left out of activations.</summary>
/// <param name="Dimensions">The length of each dimension: channels, height, width for an image.</param>
public sealed record Shape(EquatableList<int> Dimensions)
{
    /// <summary>The shape of an activation of which nothing is known: no dimension.</summary>
    public static Shape Unknown { get; } = Of();

    /// <summary>The number of dimensions.</summary>
    public int Rank => Dimensions.Count;

    /// <summary>The product of the dimensions; 1 for a scalar.</summary>
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

    /// <summary>The length of one dimension.</summary>
    /// <param name="index">The dimension, from 0; negative counts from the end.</param>
    public int this[int index] => Dimensions[index < 0 ? index + Rank : index];

    /// <summary>A shape with the given dimensions.</summary>
    /// <param name="dimensions">The length of each dimension.</param>
    /// <returns>The shape.</returns>
    public static Shape Of(params int[] dimensions) => new(new EquatableList<int>(dimensions));

    /// <summary>The shape as PyTorch prints it: <c>[64, 56, 56]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Dimensions.ToString();
}
