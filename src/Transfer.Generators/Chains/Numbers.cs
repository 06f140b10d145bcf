using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Transfer.Generators.Chains;

/// <summary>The language's conversions between numbers, for values that are known but no constants.</summary>
internal static class Numbers
{
    /// <summary>Returns the value as a double, where it widens to one; every other conversion is left to the run.</summary>
    public static Value Convert(Value value, ITypeSymbol? type)
    {
        if (value.IsUnknown || !IsDouble(type))
        {
            return Value.Unknown;
        }

        return value.Options.All(option => option is null or int or long or float or double)
            ? Value.Of(value.Options.Select(Widened).ToArray())
            : Value.Unknown;
    }

    private static object? Widened(object? number) =>
        number is null ? null : System.Convert.ToDouble(number, CultureInfo.InvariantCulture);

    public static bool IsDouble(ITypeSymbol? type) => type is INamedTypeSymbol named
        && (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? named.TypeArguments[0] : named).SpecialType
            == SpecialType.System_Double;
}
