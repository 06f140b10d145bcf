namespace Transfer.Steps;

/// <summary>
/// One kind of <typeparamref name="T"/> that a document can name, with the way to make it of its settings. A kind stands in the
/// file of its record, as a field of the partial class that has the factories: adding one touches no other file.
/// </summary>
/// <typeparam name="T">What it is a kind of.</typeparam>
internal sealed class Kind<T>
{
    private static readonly SortedDictionary<string, Kind<T>> Known = new(StringComparer.Ordinal);

    private Kind(string name, Func<FieldValues, T> read) => (Name, Read) = (name, read);

    /// <summary>The names of all kinds, in ordinal order.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    public string Name { get; }

    /// <summary>Makes one of its settings.</summary>
    public Func<FieldValues, T> Read { get; }

    public static Kind<T> Of(string name, Func<FieldValues, T> read)
    {
        var kind = new Kind<T>(name, read);
        Known.Add(name, kind);
        return kind;
    }

    public static Kind<T>? Find(string name) => Known.TryGetValue(name, out var kind) ? kind : null;
}
