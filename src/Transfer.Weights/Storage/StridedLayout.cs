using System.Collections.Immutable;

namespace Transfer.Weights.Storage;

/// <summary>
/// Represents where the elements of a tensor are in its storage, in elements, by PyTorch's offset, sizes and strides.
/// </summary>
internal sealed record StridedLayout
{
    /// <summary>As many dimensions as a PyTorch tensor may have.</summary>
    public const int MaxRank = 64;

    private StridedLayout(long offset, ImmutableArray<long> shape, ImmutableArray<long> strides, long count, long extent)
    {
        Offset = offset;
        Shape = shape;
        Strides = strides;
        Count = count;
        Extent = extent;
    }

    public long Offset { get; }

    public ImmutableArray<long> Shape { get; }

    public ImmutableArray<long> Strides { get; }

    /// <summary>Gets the number of elements.</summary>
    public long Count { get; }

    /// <summary>Gets the storage elements from the first that the tensor uses to its last, both included.</summary>
    public long Extent { get; }

    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (var axis = Shape.Length - 1; axis >= 0; axis--)
            {
                // A stride that is never taken may be anything.
                if (Shape[axis] != 1 && Strides[axis] != expected)
                {
                    return Count == 0;
                }

                expected *= Shape[axis];
            }

            return true;
        }
    }

    /// <summary>Checks a layout against the storage that it looks into.</summary>
    /// <exception cref="UnreadableWeightsException">A negative number, an overflow, or an element outside the
    /// storage.</exception>
    public static StridedLayout Create(long offset, ImmutableArray<long> shape, ImmutableArray<long> strides, long storageLength)
    {
        if (shape.Length != strides.Length || shape.Length > MaxRank)
        {
            throw UnreadableWeightsException.Damaged(
                $"a tensor with {shape.Length} sizes and {strides.Length} strides (both must agree, and be {MaxRank} at most)");
        }

        if (offset < 0 || shape.Any(size => size < 0) || strides.Any(stride => stride < 0))
        {
            throw UnreadableWeightsException.Damaged(
                $"a tensor with a negative offset, size or stride ({Describe(offset, shape, strides)})");
        }

        try
        {
            var count = shape.Aggregate(1L, (product, size) => checked(product * size));
            var extent = count == 0
                ? 0
                : shape.Zip(strides).Aggregate(1L, (sum, axis) => checked(sum + ((axis.First - 1) * axis.Second)));
            if (checked(offset + extent) > storageLength)
            {
                throw UnreadableWeightsException.Damaged(
                    $"a tensor that reaches outside its storage of {storageLength} elements "
                        + $"({Describe(offset, shape, strides)})");
            }

            return new StridedLayout(offset, shape, strides, count, extent);
        }
        catch (OverflowException)
        {
            throw UnreadableWeightsException.Damaged($"a tensor larger than any memory ({Describe(offset, shape, strides)})");
        }
    }

    private static string Describe(long offset, ImmutableArray<long> shape, ImmutableArray<long> strides) =>
        $"offset {offset}, sizes [{string.Join(", ", shape)}], strides [{string.Join(", ", strides)}]";
}
