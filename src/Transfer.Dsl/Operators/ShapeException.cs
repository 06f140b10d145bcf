namespace Transfer.Operators;

/// <summary>An operator was given an input that it can't take.</summary>
public sealed class ShapeException : Exception
{
    internal ShapeException(string message)
        : base(message)
    {
    }
}
