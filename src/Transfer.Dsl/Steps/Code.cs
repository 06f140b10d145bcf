using System.Globalization;

namespace Transfer.Steps;

/// <summary>Writes values as C# literals.</summary>
internal static class Code
{
    public static string Text(string value) => "\"" + string.Concat(value.Select(Escaped)) + "\"";

    public static string Texts(IEnumerable<string> values) => string.Join(", ", values.Select(Text));

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same number, as <c>0.001</c> or <c>1e-05</c>.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e");

    // A line break in a name must not break the lines that recipes and messages are printed in.
    private static string Escaped(char letter) => letter switch
    {
        '\\' or '"' => "\\" + letter,
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when char.IsControl(letter) => "\\u" + ((int)letter).ToString("x4", CultureInfo.InvariantCulture),
        _ => letter.ToString(),
    };
}
