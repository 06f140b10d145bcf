using System.Text;

namespace Transfer.Training.RateFinder;

/// <summary>Draws a learning-rate curve in plain characters.</summary>
internal static class RateChart
{
    private const int Columns = 64;
    private const int Rows = 15;
    private const int LabelledRows = 7;
    private const int LongestName = 8;

    public static string Of(LearningRateCurve curve)
    {
        var scale = new RateScale(curve.Points);
        var heights = Enumerable.Range(0, Columns)
            .Select(column => Row(scale, scale.LossAt(scale.RateAt(column / (Columns - 1.0)))))
            .ToArray();
        var marked = curve.Suggestion is { } rate ? Column(scale, rate) : -1;
        var labels = Enumerable.Range(0, Rows)
            .Select(row => row % LabelledRows == 0 ? RateText.Loss(scale.LossAtHeight(1 - (row / (Rows - 1.0)))) : "")
            .ToArray();
        var margin = labels.Max(label => label.Length);

        var text = new StringBuilder().Append(RateText.Title(curve)).Append('\n');
        for (var row = 0; row < Rows; row++)
        {
            var line = string.Concat(Enumerable.Range(0, Columns)
                .Select(column => heights[column] == row ? (column == marked ? 'O' : '*') : column == marked ? ':' : ' '));
            text.Append(labels[row].PadLeft(margin)).Append(" |").Append(line.TrimEnd()).Append('\n');
        }

        var axis = new StringBuilder(new string('-', Columns));
        var names = new StringBuilder(new string(' ', Columns + LongestName));
        var free = 0;
        foreach (var decade in scale.Decades)
        {
            var column = Column(scale, decade);
            axis[column] = '+';
            var name = RateText.Rate(decade);
            if (column >= free)
            {
                names.Remove(column, name.Length).Insert(column, name);
                free = column + name.Length + 1;
            }
        }

        text.Append(' ', margin).Append(" +").Append(axis).Append('\n');
        text.Append((new string(' ', margin + 2) + names).TrimEnd()).Append('\n');
        return text.Append(RateText.Suggestion(curve)).Append('\n').ToString();
    }

    private static int Row(RateScale scale, double loss) => (int)Math.Round((1 - scale.Height(loss)) * (Rows - 1));

    private static int Column(RateScale scale, double rate) => (int)Math.Round(scale.Place(rate) * (Columns - 1));
}
