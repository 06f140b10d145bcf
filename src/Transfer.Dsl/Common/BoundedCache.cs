using System.Collections.Concurrent;

namespace Transfer.Common;

/// <summary>
/// Keeps what was made, for a process that lives for days: it forgets everything when it is full. Threads may share it.
/// </summary>
/// <param name="capacity">How many entries it has at most, give or take those of threads that add at once.</param>
internal sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> entries = new();

    public bool TryGet(TKey key, out TValue value) => entries.TryGetValue(key, out value!);

    /// <summary>Adds an entry.</summary>
    /// <returns>The value that is kept: that of the thread which came first.</returns>
    public TValue Add(TKey key, TValue value)
    {
        if (entries.Count >= capacity)
        {
            entries.Clear();
        }

        return entries.GetOrAdd(key, value);
    }
}
