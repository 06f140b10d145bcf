namespace Transfer.Data;

/// <summary>A batch whose images are being loaded by several threads, each into its own place.</summary>
internal sealed class PendingBatch(int number, int[] indices, float[] pixels)
{
    private readonly TaskCompletionSource filled = new();
    private readonly Lock failing = new();
    private int missing = indices.Length;

    public int[] Indices { get; } = indices;

    public float[] Pixels { get; } = pixels;

    public long[] Labels { get; } = new long[indices.Length];

    /// <summary>Gets the targets, N × classes; null where nothing mixes images and each image has one class.</summary>
    public float[]? Targets { get; private set; }

    /// <summary>Gets a task that completes when each image is loaded or has failed.</summary>
    public Task Filled => filled.Task;

    /// <summary>
    /// Returns what went wrong with the failed image that is first in the batch, whichever failed first in time.
    /// </summary>
    public (int Position, Exception Cause)? FirstFailure { get; private set; }

    public void Fill(int position, ItemLoader items)
    {
        try
        {
            Labels[position] = items.Load(Indices[position], Pixels.AsSpan(position * items.Length, items.Length));
        }
        catch (Exception e)
        {
            // On a thread of the pipeline nothing may escape; the consumer is told when it takes the batch.
            lock (failing)
            {
                if (FirstFailure is null || position < FirstFailure.Value.Position)
                {
                    FirstFailure = (position, e);
                }
            }
        }

        if (Interlocked.Decrement(ref missing) == 0)
        {
            if (FirstFailure is null)
            {
                Targets = items.Mix(number, Pixels, Labels, Indices);
            }

            filled.SetResult();
        }
    }
}
