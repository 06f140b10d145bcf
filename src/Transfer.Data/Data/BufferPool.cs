namespace Transfer.Data;

/// <summary>Arrays of exact lengths, kept for reuse up to a number of them. Thread-safe.</summary>
/// <remarks>ArrayPool hands out longer arrays than asked for; a tensor is made of an array of its own length.</remarks>
internal sealed class BufferPool(int capacity)
{
    private readonly List<float[]> free = [];

    public float[] Rent(int length)
    {
        lock (free)
        {
            var at = free.FindLastIndex(b => b.Length == length);
            if (at >= 0)
            {
                var buffer = free[at];
                free.RemoveAt(at);
                return buffer;
            }
        }

        return GC.AllocateUninitializedArray<float>(length);
    }

    public void Return(float[] buffer)
    {
        lock (free)
        {
            if (free.Count < capacity)
            {
                free.Add(buffer);
            }
        }
    }
}
