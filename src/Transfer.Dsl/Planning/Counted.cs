using System.Globalization;

namespace Transfer.Planning;

/// <summary>Writes counts the way messages and tables show them, the same in every culture.</summary>
internal static class Counted
{
    public static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Parameters(long count) => count == 1 ? "1 parameter" : Number(count) + " parameters";
}
