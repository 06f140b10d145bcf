using Transfer.Graphs;

namespace Transfer.Steps;

/// <summary>The settings of a record by name, in order: its C# text and its JSON both follow from this one list.</summary>
/// <param name="name">The name of the factory method, which is also that of the kind in JSON.</param>
internal sealed class Fields(string name)
{
    private readonly List<Field> all = [];

    public string Name => name;

    public IReadOnlyList<Field> All => all;

    /// <summary>Adds an argument that has no default; it is written without its name.</summary>
    public Fields Add(string field, object value)
    {
        all.Add(new Field(field, value, IsRequired: true, Default: null));
        return this;
    }

    /// <summary>Adds an argument with a default, which the text leaves out.</summary>
    public Fields Add<T>(string field, T value, T usual)
    {
        all.Add(new Field(field, value, IsRequired: false, usual));
        return this;
    }

    /// <summary>The call that makes the record: <c>Schedules.Step(30, gamma: 0.5)</c>.</summary>
    public string Call(string factory) => Transfer.Call.Of(
        $"{factory}.{name}",
        all.Where(field => field.IsRequired || !Equals(field.Value, field.Default))
            .Select(field => field.IsRequired ? Code.Value(field.Value) : $"{field.Name}: {Code.Value(field.Value)}")
            .ToArray());
}

/// <summary>One setting.</summary>
/// <param name="Name">The argument's name.</param>
/// <param name="Value">A number, bool, enum or list of numbers; null for none.</param>
/// <param name="IsRequired">Whether the argument has no default.</param>
/// <param name="Default">The argument's default.</param>
internal sealed record Field(string Name, object? Value, bool IsRequired, object? Default);

/// <summary>The settings that a document gives, by name. Each is asked for once; what nobody asks for is an error.</summary>
/// <param name="values">Numbers (double), bools, texts and lists of numbers, by name.</param>
internal sealed class FieldValues(IReadOnlyDictionary<string, object?> values)
{
    private readonly HashSet<string> unread = [.. values.Keys];

    /// <summary>Names that nothing asked for.</summary>
    public IEnumerable<string> Unread => unread;

    public double Number(string field) => Get<double>(field);

    public double? OptionalNumber(string field) => Take(field) is null ? null : Get<double>(field);

    public int Integer(string field) => Integer(field, Get<double>(field));

    public int? OptionalInteger(string field) => Take(field) is null ? null : Integer(field);

    public bool Flag(string field) => Get<bool>(field);

    public T Member<T>(string field)
        where T : struct, Enum =>
        Enum.GetNames(typeof(T)).Contains(Get<string>(field))
            ? (T)Enum.Parse(typeof(T), Get<string>(field))
            : throw new FieldException(field, $"one of {string.Join(", ", Enum.GetNames(typeof(T)))} is expected, got \"{Get<string>(field)}\"");

    public IReadOnlyList<double> Numbers(string field) => Get<EquatableList<double>>(field);

    public IReadOnlyList<int> Integers(string field) => Numbers(field).Select(number => Integer(field, number)).ToArray();

    private static int Integer(string field, double number) => number == (int)number
        ? (int)number
        : throw new FieldException(field, $"a whole number is expected, got {Code.Number(number)}");

    private T Get<T>(string field) =>
        Take(field) is T value ? value : throw new FieldException(field, $"{Expected(typeof(T))} is expected");

    private object? Take(string field)
    {
        unread.Remove(field);
        return values.TryGetValue(field, out var value) ? value : throw new FieldException(field, "it is missing");
    }

    private static string Expected(Type type) =>
        type == typeof(double) ? "a number" : type == typeof(bool) ? "true or false" : type == typeof(string) ? "a text" : "an array of numbers";
}

/// <summary>A setting that is missing or of another type.</summary>
/// <param name="field">Its name.</param>
/// <param name="problem">What is wrong.</param>
internal sealed class FieldException(string field, string problem) : Exception($"{field}: {problem}");
