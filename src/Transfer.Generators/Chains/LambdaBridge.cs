namespace Transfer.Generators.Chains;

/// <summary>Lets the linked language call a lambda of the program, which the compiler only has as a tree.</summary>
internal static class LambdaBridge
{
    /// <summary>
    /// Returns a delegate that runs <paramref name="body"/>; null for delegates other than <c>Func&lt;T, TResult&gt;</c>.
    /// </summary>
    public static Delegate? Create(Type type, Func<object?, object?> body) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Func<,>)
            ? Delegate.CreateDelegate(
                type,
                Activator.CreateInstance(typeof(Bridge<,>).MakeGenericType(type.GetGenericArguments()), body),
                nameof(Bridge<object, object>.Invoke))
            : null;

    private sealed class Bridge<TIn, TOut>(Func<object?, object?> body)
    {
        public TOut Invoke(TIn value) => (TOut)body(value)!;
    }
}

/// <summary>Ends a call into the linked language whose lambda gives no value that is known.</summary>
internal sealed class AbandonedException(bool isRefused) : Exception
{
    /// <summary>Gets a value indicating whether a call inside the lambda was refused, and is reported already.</summary>
    public bool IsRefused { get; } = isRefused;
}
