namespace Transfer.Common;

/// <summary>
/// Represents the arguments of a value of the language, by name and in order: text, JSON and equality follow from this one
/// list.
/// </summary>
internal sealed class ArgumentList : IEquatable<ArgumentList>
{
    private readonly List<CallArgument> all = [];

    public static ArgumentList Empty { get; } = new();

    public IReadOnlyList<CallArgument> All => all;

    /// <summary>Adds an argument that has no default; it is written without its name.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Its value.</param>
    public ArgumentList Add(string name, object? value) => AddAs(name, value, Literal.Value(value));

    /// <summary>Adds an argument that has no default, with its own text.</summary>
    public ArgumentList AddAs(string name, object? value, string text) => With(new CallArgument(name, value, text));

    /// <summary>Adds an argument that has no default and is written with its name.</summary>
    public ArgumentList AddNamed(string name, object value) =>
        With(new CallArgument(name, value, $"{name}: {Literal.Value(value)}"));

    /// <summary>Adds an argument with a default, which the text leaves out.</summary>
    public ArgumentList Add<T>(string name, T value, T usual) =>
        With(new CallArgument(name, value, Equals(value, usual) ? null : $"{name}: {Literal.Value(value)}"));

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

    private ArgumentList With(CallArgument argument)
    {
        // One list stands for "no arguments" everywhere.
        var list = ReferenceEquals(this, Empty) ? new ArgumentList() : this;
        list.all.Add(argument);
        return list;
    }
}

/// <summary>One argument.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Value">A number, bool, text, enum, value of the language, or list of one of these; null for none.</param>
/// <param name="Text">The argument as C#; null where the text leaves it out.</param>
internal sealed record CallArgument(string Name, object? Value, string? Text);
