namespace Transfer.Common;

/// <summary>A value of the language as a document gives it.</summary>
/// <param name="Type">Its kind's name.</param>
/// <param name="Values">The rest.</param>
internal sealed record ConstructData(string Type, ArgumentValues Values);

/// <summary>The arguments that a document gives, by name. Each is asked for once; what nobody asks for is an error.</summary>
/// <param name="values">
/// Numbers (double), bools, strings, <see cref="ConstructData"/>, and lists of one of these (<see cref="EquatableList{T}"/>),
/// by name.
/// </param>
internal sealed class ArgumentValues(IReadOnlyDictionary<string, object?> values)
{
    private readonly HashSet<string> unread = [.. values.Keys];

    /// <summary>Gets the names that nothing asked for.</summary>
    public IEnumerable<string> Unread => unread;

    public double Number(string name) => Get<double>(name);

    public double? OptionalNumber(string name) => Take(name) is null ? null : Get<double>(name);

    public int Integer(string name) => Integer(name, Get<double>(name));

    public int? OptionalInteger(string name) => Take(name) is null ? null : Integer(name);

    public bool Flag(string name) => Get<bool>(name);

    public string Text(string name) => Get<string>(name);

    public string? OptionalText(string name) => Take(name) is null ? null : Get<string>(name);

    public T Member<T>(string name)
        where T : struct, Enum =>
        Enum.GetNames(typeof(T)).Contains(Get<string>(name))
            ? (T)Enum.Parse(typeof(T), Get<string>(name))
            : throw new ArgumentValueException(
                name, $"one of {string.Join(", ", Enum.GetNames(typeof(T)))} is expected, got \"{Get<string>(name)}\"");

    public IReadOnlyList<double> Numbers(string name) => List<double>(name);

    public IReadOnlyList<int> Integers(string name) => Numbers(name).Select(number => Integer(name, number)).ToArray();

    /// <summary>Returns whether an argument is a single number, where it may be several.</summary>
    public bool IsNumber(string name) => Take(name) is double;

    public string[] Texts(string name) => [.. List<string>(name)];

    /// <summary>Returns a value of the language.</summary>
    public T Construct<T>(string name, Func<string, Definition<T>?> find)
        where T : Construct => Made(name, Get<ConstructData>(name), find);

    /// <summary>Returns values of the language.</summary>
    public T[] Constructs<T>(string name, Func<string, Definition<T>?> find)
        where T : Construct => [.. List<ConstructData>(name).Select(data => Made(name, data, find))];

    private static int Integer(string name, double number) => number == (int)number
        ? (int)number
        : throw new ArgumentValueException(name, $"a whole number is expected, got {Literal.Number(number)}");

    private static T Made<T>(string name, ConstructData data, Func<string, Definition<T>?> find)
        where T : Construct
    {
        try
        {
            return Definition<T>.Make(data, find);
        }
        catch (ArgumentValueException error)
        {
            throw new ArgumentValueException(name, error.Message);
        }
    }

    private T Get<T>(string name) =>
        Take(name) is T value ? value : throw new ArgumentValueException(name, $"{Expected(typeof(T))} is expected");

    // A document does not tell the type of the elements of an empty list.
    private EquatableList<T> List<T>(string name) => Take(name) switch
    {
        EquatableList<T> list => list,
        EquatableList<object> { Count: 0 } => EquatableList<T>.Empty,
        _ => throw new ArgumentValueException(name, $"an array is expected, of {Expected(typeof(T))} each"),
    };

    private object? Take(string name)
    {
        unread.Remove(name);
        return values.TryGetValue(name, out var value) ? value : throw new ArgumentValueException(name, "it is missing");
    }

    private static string Expected(Type type) =>
        type == typeof(double) ? "a number"
        : type == typeof(bool) ? "true or false"
        : type == typeof(string) ? "a text"
        : "an object with a \"type\"";
}

/// <summary>An argument that is missing or of another type.</summary>
/// <param name="name">Its name.</param>
/// <param name="problem">What is wrong.</param>
internal sealed class ArgumentValueException(string name, string problem) : Exception($"{name}: {problem}");
