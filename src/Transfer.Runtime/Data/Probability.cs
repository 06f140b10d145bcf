using System.Runtime.CompilerServices;

namespace Transfer.Data;

internal static class Probability
{
    public static double Require(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "A probability lies in [0, 1].");
}
