namespace Transfer.Common;

/// <summary>
/// A value of the recipe language: an optimizer, a schedule, a step. Its name and the arguments it was made with determine its
/// text, its JSON and its equality.
/// </summary>
public abstract class Construct : Value
{
    private protected Construct()
    {
    }

    /// <summary>Gets the name of the value in the language, and the way to create it from its arguments.</summary>
    internal abstract Definition DefinedBy { get; }

    /// <summary>Returns the value as C#, as a recipe writes it: <c>Schedules.Step(30)</c>.</summary>
    /// <returns>The text.</returns>
    public sealed override string ToString() => DefinedBy.Prefix + Call();

    /// <summary>Returns the call that makes it, without what it is called on.</summary>
    internal virtual string Call() => Arguments.Call(DefinedBy.Name);
}
