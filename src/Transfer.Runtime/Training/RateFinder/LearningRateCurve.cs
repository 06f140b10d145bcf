using System.Globalization;
using System.Text;
using Transfer.Metrics;
using Transfer.Weights;
using Transfer.Weights.Storage;

namespace Transfer.Training.RateFinder;

/// <summary>A step of a search for a learning rate.</summary>
/// <param name="Rate">The rate of the group with the highest one.</param>
/// <param name="Loss">The mean loss over the step's images, before it.</param>
/// <param name="SmoothedLoss">
/// The exponential moving average of the losses so far, mₖ = β mₖ₋₁ + (1 - β) lossₖ, without its bias towards 0: mₖ / (1 - βᵏ).
/// </param>
public readonly record struct LearningRatePoint(double Rate, double Loss, double SmoothedLoss);

/// <summary>A parameter group of a search for a learning rate.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Share">Its rate, as a share of the highest group's; 1 for that group.</param>
public readonly record struct LearningRateGroup(string Name, double Share);

/// <summary>Represents the result of a search for a learning rate: the loss at each rate, and a suggested rate.</summary>
/// <param name="Phase">The name of the phase that trained.</param>
/// <param name="Points">The steps, in their order: one or more.</param>
/// <param name="Groups">The phase's groups.</param>
/// <param name="Steps">Steps that the search was to have.</param>
/// <param name="Diverged">Whether the loss ended it, by rising too far or by being infinite or NaN after the last point.</param>
/// <param name="Method">How <see cref="Suggestion"/> is chosen.</param>
public sealed record LearningRateCurve(
    string Phase,
    IReadOnlyList<LearningRatePoint> Points,
    IReadOnlyList<LearningRateGroup> Groups,
    int Steps,
    bool Diverged,
    SuggestionMethod Method)
{
    /// <summary>
    /// Gets the rate to train the group with the highest rate with; others keep their share of it. Null where the search was
    /// too short to tell, or the loss fell nowhere.
    /// </summary>
    public double? Suggestion => Suggest(Method);

    /// <summary>Returns the rate that a method suggests.</summary>
    /// <param name="method">The method.</param>
    /// <returns>The rate; null where the search was too short to tell, or the loss fell nowhere.</returns>
    public double? Suggest(SuggestionMethod method) => RateSuggestion.Of(Points, Steps, method);

    /// <summary>
    /// Returns the smoothed losses as a chart of plain characters, with the suggestion: the same on every machine.
    /// </summary>
    /// <returns>The text; lines end in LF on every system.</returns>
    public override string ToString() => RateChart.Of(this);

    /// <summary>
    /// Returns the losses as a drawing: rates on a logarithmic axis, the smoothed loss, the loss itself behind it, the
    /// suggestion.
    /// </summary>
    /// <returns>An SVG document; lines end in LF on every system.</returns>
    public string ToSvg() => RateDrawing.Of(this);

    /// <summary>
    /// Returns the steps as CSV, <c>rate,loss,smoothed_loss</c>; numbers in the shortest form that reads back exactly.
    /// </summary>
    /// <returns>The text.</returns>
    public string ToCsv() => Csv.Write(
        ["rate", "loss", "smoothed_loss"],
        Points.Select(point => (string[])
        [
            point.Rate.ToString("R", CultureInfo.InvariantCulture),
            point.Loss.ToString("R", CultureInfo.InvariantCulture),
            point.SmoothedLoss.ToString("R", CultureInfo.InvariantCulture),
        ]));

    /// <summary>
    /// Writes the curve to a file, as a drawing or as CSV by the file's extension. The file is written beside and renamed, so
    /// that one of that name is replaced whole or not at all.
    /// </summary>
    /// <param name="path">The file, which ends in <c>.svg</c> or <c>.csv</c>.</param>
    /// <exception cref="ArgumentException">The path has another extension.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var text = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" => ToSvg(),
            ".csv" => ToCsv(),
            _ => throw new ArgumentException($"'{path}' is not the name of an .svg or .csv file.", nameof(path)),
        };
        using var file = new BesideFile(path);
        file.Stream.Write(Encoding.UTF8.GetBytes(text));
        file.Commit();
    }
}
