using System.Globalization;

namespace Transfer.Metrics;

/// <summary>Represents how well images with one class each are classified. Definitions are those of scikit-learn.</summary>
/// <param name="Images">Number of images measured.</param>
/// <param name="Top1">Share of the images whose best class is right, from 0 to 1.</param>
/// <param name="Top5">
/// Share of the images whose class is among the best five, from 0 to 1; 1 where there are no more than five classes.
/// </param>
/// <param name="Classes">Precision, recall and F1 of each class.</param>
/// <param name="Confusion">How often each class was taken for each class.</param>
public sealed record ClassificationReport(
    long Images, double Top1, double Top5, IReadOnlyList<ClassScore> Classes, ConfusionMatrix Confusion)
{
    /// <summary>Gets the mean precision of the classes, with equal weights.</summary>
    public double MacroPrecision => Macro(score => score.Precision);

    /// <summary>Gets the mean recall of the classes, with equal weights.</summary>
    public double MacroRecall => Macro(score => score.Recall);

    /// <summary>Gets the mean F1 of the classes, with equal weights.</summary>
    public double MacroF1 => Macro(score => score.F1);

    /// <summary>Returns the report as a table.</summary>
    public override string ToString() => string.Join("\n", [
        string.Create(CultureInfo.InvariantCulture, $"{Images} images · top-1 {Top1:F4} · top-5 {Top5:F4}"),
        "",
        .. ScoreTable.Lines([.. Classes, new ClassScore("macro average", MacroPrecision, MacroRecall, MacroF1, Images)])]);

    /// <summary>Returns the scores of the classes as CSV: <c>class,precision,recall,f1,support</c>.</summary>
    public string ToCsv() => ScoreTable.Csv(Classes);

    /// <summary>Returns the report as JSON, the confusion matrix as rows of counts included.</summary>
    public string ToJson() => MetricsJson.Write(json =>
    {
        json.WriteNumber("images", Images);
        json.WriteNumber("top1", Top1);
        json.WriteNumber("top5", Top5);
        json.WriteNumber("macroPrecision", MacroPrecision);
        json.WriteNumber("macroRecall", MacroRecall);
        json.WriteNumber("macroF1", MacroF1);
        ScoreTable.Write(json, Classes);
        json.WriteStartArray("confusion");
        for (var actual = 0; actual < Classes.Count; actual++)
        {
            json.WriteStartArray();
            for (var predicted = 0; predicted < Classes.Count; predicted++)
            {
                json.WriteNumberValue(Confusion[actual, predicted]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    });

    // As scikit-learn: over the classes that occur, as labels or as predictions.
    private double Macro(Func<ClassScore, double> value) => Classes
        .Where((score, index) => score.Support + Confusion.Predicted(index) > 0)
        .Select(value)
        .DefaultIfEmpty()
        .Average();
}
