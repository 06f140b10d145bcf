namespace Transfer.Common;

/// <summary>
/// A value of the recipe language: an optimizer, a schedule, an operator. What it is called and what it was made with say all of
/// it, so text, JSON and equality follow from these.
/// </summary>
public abstract class Construct : IEquatable<Construct>
{
    private ArgumentList? arguments;

    private protected Construct()
    {
    }

    /// <summary>Gets the name of the value in the language, and the way to create it from its arguments.</summary>
    internal abstract Definition DefinedBy { get; }

    /// <summary>Gets the arguments that the value was created with.</summary>
    internal ArgumentList Arguments => arguments ??= Describe();

    /// <summary>Returns whether two values are equal: of the same kind, with equal arguments.</summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    /// <returns>True where they are.</returns>
    public static bool operator ==(Construct? left, Construct? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Returns whether two values differ.</summary>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    /// <returns>True where they do.</returns>
    public static bool operator !=(Construct? left, Construct? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(Construct? other) =>
        ReferenceEquals(this, other) || (other is not null && other.GetType() == GetType() && other.Arguments.Equals(Arguments));

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Construct);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => Arguments.GetHashCode();

    /// <summary>Gets the value as C#, as a recipe writes it: <c>Schedules.Step(30)</c>.</summary>
    /// <returns>The text.</returns>
    public sealed override string ToString() => DefinedBy.Prefix + Call();

    /// <summary>Returns the call that makes it, without what it is called on.</summary>
    internal virtual string Call() => Arguments.Call(DefinedBy.Name);

    /// <summary>Returns a copy that is still to be changed: of its arguments nothing is known yet.</summary>
    private protected Construct Copy()
    {
        var copy = (Construct)MemberwiseClone();
        copy.arguments = null;
        return copy;
    }

    /// <summary>Lists what it was made with, in the order of the arguments.</summary>
    private protected virtual ArgumentList Describe() => ArgumentList.Empty;
}
