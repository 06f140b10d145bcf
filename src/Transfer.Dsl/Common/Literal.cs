using System.Globalization;

namespace Transfer.Common;

/// <summary>Writes values as C# literals.</summary>
internal static class Literal
{
    public static string Text(string value) => "\"" + string.Concat(value.Select(Escaped)) + "\"";

    public static string Texts(IEnumerable<string> values) => string.Join(", ", values.Select(Text));

    /// <summary>
    /// Returns a number, a bool, a text, an enum's member, a value of the language, or a list of numbers, texts or values.
    /// </summary>
    public static string Value(object? value) => value switch
    {
        null => "null",
        int number => Number(number),
        double number => Number(number),
        bool flag => flag ? "true" : "false",
        string text => Text(text),
        Construct construct => construct.ToString(),
        IEnumerable<Construct> constructs => Bracketed(constructs.Select(construct => construct.ToString())),
        EquatableList<string> texts => Texts(texts),
        EquatableList<int> numbers => Bracketed(numbers.Select(Number)),
        EquatableList<double> numbers => Bracketed(numbers.Select(Number)),
        Enum member => $"{member.GetType().Name}.{member}",
        _ => throw new ArgumentException($"No literal for {value.GetType()}.", nameof(value)),
    };

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the shortest text that reads back as the same number, as <c>0.001</c> or <c>1e-05</c>.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e");

    private static string Bracketed(IEnumerable<string> values) => "[" + string.Join(", ", values) + "]";

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
