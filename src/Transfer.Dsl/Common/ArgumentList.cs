namespace Transfer.Common;

/// <summary>
/// Represents the arguments of a value of the language, by name and in order: text, JSON and equality follow from this one
/// list.
/// </summary>
internal sealed class ArgumentList : IEquatable<ArgumentList>
{
    // Most calls have one or two.
    private readonly List<CallArgument> all = new(2);

    public static ArgumentList Empty { get; } = new();

    public IReadOnlyList<CallArgument> All => all;

    /// <summary>Adds an argument that has no default; it is written without its name.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value.</param>
    public ArgumentList Add(string name, object? value) =>
        With(new CallArgument(name, value, static argument => Literal.Value(argument.Value)));

    /// <summary>Adds an argument that has no default, with its own text.</summary>
    public ArgumentList AddAs(string name, object? value, Func<string> text) => With(new CallArgument(name, value, _ => text()));

    /// <summary>Adds an argument that has no default and is written with its name.</summary>
    public ArgumentList AddNamed(string name, object value) => With(new CallArgument(name, value, WithName));

    /// <summary>Adds an argument with a default, which the text leaves out.</summary>
    public ArgumentList Add<T>(string name, T value, T usual) =>
        With(new CallArgument(name, value, EqualityComparer<T>.Default.Equals(value, usual) ? null : WithName));

    /// <summary>Adds an argument that the text leaves to another one.</summary>
    public ArgumentList AddUnwritten(string name, object? value) => With(new CallArgument(name, value, null));

    /// <summary>Returns the call with these arguments: <c>Step(30, gamma: 0.5)</c>.</summary>
    public string Call(string method) =>
        $"{method}({string.Join(", ", all.Select(argument => argument.Text).Where(text => text is not null))})";

    public bool Equals(ArgumentList? other)
    {
        if (other is null || other.all.Count != all.Count)
        {
            return false;
        }

        for (var i = 0; i < all.Count; i++)
        {
            if (!Equals(all[i].Value, other.all[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as ArgumentList);

    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var argument in all)
        {
            hash = unchecked((hash * 31) + (argument.Value?.GetHashCode() ?? 0));
        }

        return hash;
    }

    private static string WithName(CallArgument argument) => $"{argument.Name}: {Literal.Value(argument.Value)}";

    private ArgumentList With(CallArgument argument)
    {
        // One list stands for "no arguments" everywhere.
        var list = ReferenceEquals(this, Empty) ? new ArgumentList() : this;
        list.all.Add(argument);
        return list;
    }
}

/// <summary>Represents one argument.</summary>
/// <param name="name">The parameter's name.</param>
/// <param name="value">A number, bool, string, enum, value of the language, or list of one of these; null for none.</param>
/// <param name="write">
/// Writes it as C#, when it is asked for: most arguments are only compared. Null where the text leaves it out.
/// </param>
internal sealed class CallArgument(string name, object? value, Func<CallArgument, string>? write)
{
    public string Name => name;

    public object? Value => value;

    /// <summary>Gets the argument as C#; null where the text leaves it out.</summary>
    public string? Text => write?.Invoke(this);
}
