using System.Globalization;
using Transfer.Common;

namespace Transfer.Metrics;

/// <summary>Represents how often images of each class were predicted to be of each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] counts;

    internal ConfusionMatrix(IReadOnlyList<string> classNames, long[] counts)
    {
        ClassNames = classNames;
        this.counts = counts;
    }

    /// <summary>Gets the classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Gets the number of images counted.</summary>
    public long Images => counts.Sum();

    /// <summary>Gets the number of images of one class that were predicted to be of another.</summary>
    /// <param name="actual">The class that they are of.</param>
    /// <param name="predicted">The class that they were predicted to be of.</param>
    public long this[int actual, int predicted] => counts[(actual * ClassNames.Count) + predicted];

    /// <summary>Returns the number of images of a class.</summary>
    /// <param name="actual">The class.</param>
    public long Actual(int actual) => Enumerable.Range(0, ClassNames.Count).Sum(predicted => this[actual, predicted]);

    /// <summary>Returns the number of images that were predicted to be of a class.</summary>
    /// <param name="predicted">The class.</param>
    public long Predicted(int predicted) => Enumerable.Range(0, ClassNames.Count).Sum(actual => this[actual, predicted]);

    /// <summary>
    /// Returns the pairs of classes that are mixed up most, most frequent first; pairs that never occur are left out.
    /// </summary>
    /// <param name="count">How many pairs to give.</param>
    public IReadOnlyList<Confusion> MostConfused(int count = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. Enumerable.Range(0, ClassNames.Count)
            .SelectMany(actual => Enumerable.Range(0, ClassNames.Count)
                .Where(predicted => predicted != actual && this[actual, predicted] > 0)
                .Select(predicted => new Confusion(ClassNames[actual], ClassNames[predicted], this[actual, predicted])))
            .OrderByDescending(pair => pair.Count)
            .Take(count)];
    }

    /// <summary>
    /// Returns the matrix as a table: a row for each class that images are of, a column for each that they were taken for.
    /// </summary>
    public override string ToString() => string.Join("\n", Table.Align(Rows().Prepend(Head())).Select(line => line.TrimEnd()));

    /// <summary>Returns the matrix as CSV, with the class names as the first row and the first column.</summary>
    public string ToCsv() => Csv.Write(
        ClassNames.Prepend("actual \\ predicted"),
        ClassNames.Select((name, actual) => ClassNames.Select((_, predicted) => Text(this[actual, predicted])).Prepend(name)));

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);

    private string[] Head() => ["actual \\ predicted", .. ClassNames.Select(name => ">" + name)];

    private IEnumerable<string[]> Rows() => ClassNames.Select((name, actual) =>
        (string[])[name, .. ClassNames.Select((_, predicted) => ">" + Text(this[actual, predicted]))]);
}

/// <summary>A pair of classes that are mixed up.</summary>
/// <param name="Actual">The class that the images are of.</param>
/// <param name="Predicted">The class that they were predicted to be of.</param>
/// <param name="Count">How many images.</param>
public sealed record Confusion(string Actual, string Predicted, long Count);
