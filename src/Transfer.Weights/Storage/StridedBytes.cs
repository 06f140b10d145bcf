namespace Transfer.Weights.Storage;

/// <summary>
/// The elements of a view that is not contiguous (transposed, expanded, channels_last), in row-major order. They are gathered
/// at the first read and kept, because the order in which they lie in the file is no order to read a file in.
/// </summary>
internal sealed class StridedBytes : WeightBytes
{
    private readonly Lazy<byte[]> gathered;

    private StridedBytes(WeightBytes storage, StridedLayout layout, int elementSize)
        : base(layout.Count * elementSize) =>
        gathered = new Lazy<byte[]>(() => Gather(storage, layout, elementSize));

    /// <exception cref="UnreadableWeightsException">The view, or what it looks at, does not fit into an array.</exception>
    public static StridedBytes Create(WeightBytes storage, StridedLayout layout, int elementSize)
    {
        if (Math.Max(layout.Count, layout.Extent) > Array.MaxLength / elementSize)
        {
            throw new UnreadableWeightsException(
                $"a non-contiguous view of more than 2 GB (sizes [{string.Join(", ", layout.Shape)}])",
                "In Python, call contiguous() on the tensor and save it again.");
        }

        return new StridedBytes(storage, layout, elementSize);
    }

    protected override void ReadCore(long offset, Span<byte> destination) =>
        gathered.Value.AsSpan((int)offset, destination.Length).CopyTo(destination);

    private static byte[] Gather(WeightBytes storage, StridedLayout layout, int elementSize)
    {
        var source = new byte[layout.Extent * elementSize];
        storage.Read(layout.Offset * elementSize, source);
        var target = new byte[layout.Count * elementSize];
        var index = new long[layout.Shape.Length];
        long element = 0;
        for (var position = 0; position < target.Length; position += elementSize)
        {
            source.AsSpan((int)(element * elementSize), elementSize).CopyTo(target.AsSpan(position));
            for (var axis = index.Length - 1; axis >= 0; axis--)
            {
                element += layout.Strides[axis];
                if (++index[axis] < layout.Shape[axis])
                {
                    break;
                }

                element -= layout.Shape[axis] * layout.Strides[axis];
                index[axis] = 0;
            }
        }

        return target;
    }
}
