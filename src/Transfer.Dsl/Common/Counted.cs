using System.Globalization;

namespace Transfer.Common;

/// <summary>Writes counts the way messages and tables show them, the same in every culture.</summary>
internal static class Counted
{
    public static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Returns a count with its noun.</summary>
    public static string Times(int count, string what) => count == 1 ? "1 " + what : $"{Number(count)} {what}s";

    /// <summary>Returns a count in millions, to one decimal.</summary>
    public static string Million(long count) => (count / 1e6).ToString("#,0.0", CultureInfo.InvariantCulture) + " M";

    /// <summary>Returns a learning rate in four digits: one that follows from others has many.</summary>
    public static string Rate(double rate) => rate.ToString("G4", CultureInfo.InvariantCulture).Replace("E", "e");

    public static string Parameters(long count) => count == 1 ? "1 parameter" : Number(count) + " parameters";
}
