using System.Globalization;
using System.Text.Json;
using Transfer.Common;

namespace Transfer.Metrics;

/// <summary>The scores of classes as a table, as CSV and as JSON.</summary>
internal static class ScoreTable
{
    private static readonly string[] Columns = ["class", "precision", "recall", "f1", "support"];

    public static IEnumerable<string> Lines(IEnumerable<ClassScore> scores) => Table.Align(scores
        .Select(score => (string[])[score.ClassName, .. Numbers(score, "F4").Select(number => ">" + number)])
        .Prepend(["", ">precision", ">recall", ">F1", ">images"]));

    public static string Csv(IEnumerable<ClassScore> scores) =>
        Metrics.Csv.Write(Columns, scores.Select(score => Numbers(score, "R").Prepend(score.ClassName)));

    public static void Write(Utf8JsonWriter json, IEnumerable<ClassScore> scores)
    {
        json.WriteStartArray("classes");
        foreach (var score in scores)
        {
            json.WriteStartObject();
            json.WriteString("class", score.ClassName);
            json.WriteNumber("precision", score.Precision);
            json.WriteNumber("recall", score.Recall);
            json.WriteNumber("f1", score.F1);
            json.WriteNumber("support", score.Support);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static IEnumerable<string> Numbers(ClassScore score, string format) =>
    [
        score.Precision.ToString(format, CultureInfo.InvariantCulture),
        score.Recall.ToString(format, CultureInfo.InvariantCulture),
        score.F1.ToString(format, CultureInfo.InvariantCulture),
        score.Support.ToString(CultureInfo.InvariantCulture),
    ];
}
