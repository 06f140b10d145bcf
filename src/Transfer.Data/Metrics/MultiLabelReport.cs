using System.Globalization;

namespace Transfer.Metrics;

/// <summary>
/// Represents how well labels are predicted when an image can have any number of them. Definitions are those of scikit-learn.
/// </summary>
/// <param name="Images">Number of images measured.</param>
/// <param name="Threshold">The probability from which on a label counts as predicted.</param>
/// <param name="Labels">Precision, recall and F1 of each label at the threshold.</param>
/// <param name="AveragePrecisions">
/// Average precision of each label over all thresholds (<c>average_precision_score</c>); NaN where no image has it.
/// </param>
/// <param name="Accuracy">Share of all yes-or-no answers that are right at the threshold.</param>
/// <param name="ExactMatch">Share of the images whose labels are all right at the threshold (<c>accuracy_score</c>).</param>
public sealed record MultiLabelReport(
    long Images,
    double Threshold,
    IReadOnlyList<ClassScore> Labels,
    IReadOnlyList<double> AveragePrecisions,
    double Accuracy,
    double ExactMatch)
{
    /// <summary>Gets the mean average precision (mAP) over the labels that at least one image has; 0 if there are none.</summary>
    public double MeanAveragePrecision => AveragePrecisions.Where(double.IsFinite).DefaultIfEmpty().Average();

    /// <summary>Gets the mean F1 of the labels, with equal weights.</summary>
    public double MacroF1 => Labels.Select(score => score.F1).DefaultIfEmpty().Average();

    /// <summary>Returns the report as a table.</summary>
    public override string ToString() => string.Join("\n", [
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Images} images · mAP {MeanAveragePrecision:F4} · at {Threshold}: F1 {MacroF1:F4}, accuracy {Accuracy:F4}, "
                + $"all labels right {ExactMatch:F4}"),
        "",
        .. ScoreTable.Lines(Labels)]);

    /// <summary>Returns the scores of the labels as CSV: <c>class,precision,recall,f1,support</c>.</summary>
    public string ToCsv() => ScoreTable.Csv(Labels);

    /// <summary>Returns the report as JSON.</summary>
    public string ToJson() => MetricsJson.Write(json =>
    {
        json.WriteNumber("images", Images);
        json.WriteNumber("threshold", Threshold);
        json.WriteNumber("meanAveragePrecision", MeanAveragePrecision);
        json.WriteNumber("macroF1", MacroF1);
        json.WriteNumber("accuracy", Accuracy);
        json.WriteNumber("exactMatch", ExactMatch);
        ScoreTable.Write(json, Labels);
        json.WriteStartArray("averagePrecisions");
        foreach (var value in AveragePrecisions)
        {
            if (double.IsNaN(value))
            {
                json.WriteNullValue();
            }
            else
            {
                json.WriteNumberValue(value);
            }
        }

        json.WriteEndArray();
    });
}
