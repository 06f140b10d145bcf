namespace Transfer.Common;

/// <summary>A value: it equals another one of its type that was made with equal arguments.</summary>
public abstract class Value : IEquatable<Value>
{
    private ArgumentList? arguments;

    private protected Value()
    {
    }

    /// <summary>Gets what it was made with.</summary>
    internal ArgumentList Arguments => arguments ??= Describe();

    /// <summary>Returns whether two values are equal.</summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    /// <returns>True if both are of one type and were made with equal arguments, or both are null.</returns>
    public static bool operator ==(Value? left, Value? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Returns whether two values differ.</summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    /// <returns>True if they are not equal.</returns>
    public static bool operator !=(Value? left, Value? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Value? other) =>
        ReferenceEquals(this, other) || (other is not null && other.GetType() == GetType() && other.Arguments.Equals(Arguments));

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Value);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Arguments.GetHashCode();

    /// <summary>Returns the value's type and what it was made with.</summary>
    /// <returns>The text: <c>Cut(node: 60, after: avgpool, shape: [512])</c>.</returns>
    public override string ToString() =>
        GetType().Name
        + $"({string.Join(", ", Arguments.All.Select(argument => $"{argument.Name}: {argument.Value ?? "null"}"))})";

    /// <summary>Returns a copy that is still to be changed: of its arguments nothing is known yet.</summary>
    private protected Value Copy()
    {
        var copy = (Value)MemberwiseClone();
        copy.arguments = null;
        return copy;
    }

    /// <summary>Lists what it was made with, in the order of the arguments.</summary>
    private protected virtual ArgumentList Describe() => ArgumentList.Empty;
}
