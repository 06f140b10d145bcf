using TorchSharp;

namespace Transfer.Modules;

/// <summary>
/// Scalars that stay alive while native code reads them. TorchSharp turns a number into a finalizable object whose last use
/// is the call itself, so that a garbage collection during the call may free what the call is about to read: an update with
/// a wrong rate, or an error about types, once in some ten thousand steps.
/// </summary>
internal static class Scalars
{
    /// <summary>The integer 1.</summary>
    public static readonly Scalar One = 1.ToScalar();

    /// <summary>Calls <paramref name="use"/> with a scalar that lives until it returns.</summary>
    public static T Use<T>(double value, Func<Scalar, T> use)
    {
        using var scalar = value.ToScalar();
        return use(scalar);
    }
}
