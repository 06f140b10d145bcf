using System.Collections.Concurrent;

namespace Transfer.Data;

/// <summary>
/// Runs the threads that fill scheduled batches; batches are taken in the order in which they were scheduled. Used by one
/// consumer.
/// </summary>
internal sealed class BatchPipeline : IDisposable
{
    private readonly ItemLoader items;
    private readonly BufferPool buffers;
    private readonly BlockingCollection<(PendingBatch Batch, int Position)> work = [];
    private readonly Queue<PendingBatch> pending = new();
    private readonly Thread[] workers;
    private volatile bool stopping;
    private int scheduled;

    public BatchPipeline(ItemLoader items, BufferPool buffers, int workers, int first)
    {
        scheduled = first;
        this.items = items;
        this.buffers = buffers;
        this.workers = new Thread[workers];
        for (var i = 0; i < workers; i++)
        {
            this.workers[i] = new Thread(Work) { IsBackground = true, Name = $"Batch loader {i}" };
            this.workers[i].Start();
        }
    }

    /// <summary>Has a batch filled.</summary>
    public void Schedule(int[] indices)
    {
        var batch = new PendingBatch(scheduled++, indices, buffers.Rent(indices.Length * items.Length));
        pending.Enqueue(batch);
        for (var position = 0; position < indices.Length; position++)
        {
            work.Add((batch, position));
        }
    }

    /// <summary>Waits for the earliest scheduled batch that was not yet taken.</summary>
    /// <exception cref="DatasetException">One of its images failed; if several did, the first of them.</exception>
    public Batch Take(CancellationToken cancellation)
    {
        var batch = pending.Peek();
        batch.Filled.Wait(cancellation);
        // The wait for a batch that is ready does not look at the token.
        cancellation.ThrowIfCancellationRequested();
        if (batch.FirstFailure is { } failure)
        {
            throw items.Explain(batch.Indices[failure.Position], failure.Cause);
        }

        pending.Dequeue();
        return new Batch(buffers, batch.Pixels, batch.Labels, batch.Targets, batch.Indices);
    }

    /// <summary>Ends the threads, each after at most the image it is at, and gives back buffers not taken.</summary>
    public void Dispose()
    {
        stopping = true;
        work.CompleteAdding();
        foreach (var worker in workers)
        {
            worker.Join();
        }

        // Only now does no thread write to them.
        foreach (var batch in pending)
        {
            buffers.Return(batch.Pixels);
        }

        work.Dispose();
    }

    private void Work()
    {
        foreach ((var batch, var position) in work.GetConsumingEnumerable())
        {
            if (!stopping)
            {
                batch.Fill(position, items);
            }
        }
    }
}
