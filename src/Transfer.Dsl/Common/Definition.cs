namespace Transfer.Common;

/// <summary>Represents a kind of value of the language, and its name.</summary>
/// <param name="name">The method that makes one, which is also the kind's name in JSON.</param>
/// <param name="prefix">What the method is called on, as the text shows it: <c>Schedules.</c>, or a dot for a step.</param>
/// <param name="type">The class of the values.</param>
internal abstract class Definition(string name, string prefix, Type type)
{
    public string Name => name;

    public string Prefix => prefix;

    public Type Type => type;
}

/// <summary>
/// One kind of <typeparamref name="T"/>, with the way to make it of its arguments. A definition stands in the file of its
/// class, as a field of the partial class that has the factories: adding one touches no other file.
/// </summary>
/// <typeparam name="T">What it is a kind of.</typeparam>
internal class Definition<T> : Definition
    where T : Construct
{
    private static readonly SortedDictionary<string, Definition<T>> Known = new(StringComparer.Ordinal);
    private readonly Func<ArgumentValues, T> read;

    protected Definition(string name, string prefix, Type type, Func<ArgumentValues, T> read)
        : base(name, prefix, type)
    {
        this.read = read;
    }

    /// <summary>Gets all kinds, in the ordinal order of their names.</summary>
    public static IReadOnlyCollection<Definition<T>> All => Known.Values;

    /// <summary>Adds a kind.</summary>
    /// <typeparam name="TConstruct">The class of its values.</typeparam>
    /// <param name="name">The method that makes one.</param>
    /// <param name="prefix">What the method is called on, as the text shows it.</param>
    /// <param name="read">Makes a value of arguments that a document gives; they go through the checks of the language.</param>
    public static Definition<T> Of<TConstruct>(string name, string prefix, Func<ArgumentValues, T> read)
        where TConstruct : T
    {
        var definition = new Definition<T>(name, prefix, typeof(TConstruct), read);
        Add(definition);
        return definition;
    }

    /// <summary>Adds a kind that has more to it.</summary>
    protected static void Add(Definition<T> definition) => Known.Add(definition.Name, definition);

    /// <summary>Returns the kind of a name; null when there is none.</summary>
    public static Definition<T>? Find(string name) => Known.TryGetValue(name, out var definition) ? definition : null;

    /// <summary>Makes a value of what a document gives.</summary>
    /// <param name="data">What it gives.</param>
    /// <param name="find">
    /// Finds a kind: the method of the class that has the factories, which makes sure that all are there.
    /// </param>
    /// <exception cref="ArgumentException">The language refuses an argument.</exception>
    /// <exception cref="ArgumentValueException">
    /// The kind is not known, or an argument is missing, unknown or of another type.
    /// </exception>
    public static T Make(ConstructData data, Func<string, Definition<T>?> find)
    {
        var definition = find(data.Type)
            ?? throw new ArgumentValueException(
                "type", $"\"{data.Type}\" is not known; the known ones are {string.Join(", ", Known.Keys)}");
        var value = definition.read(data.Values);
        return data.Values.Unread.FirstOrDefault() is { } unread
            ? throw new ArgumentValueException(unread, $"{definition.Name} has no such argument")
            : value;
    }
}
