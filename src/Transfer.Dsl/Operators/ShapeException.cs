namespace Transfer.Operators;

/// <summary>The exception that is thrown when an operator can't take the input that it is given.</summary>
public sealed class ShapeException : Exception
{
    internal ShapeException(string message)
        : base(message)
    {
    }
}
