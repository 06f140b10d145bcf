using System.Globalization;
using Transfer.Common;
using Transfer.Modules;

namespace Transfer.Training.RateFinder;

/// <summary>The words and numbers that go with a learning-rate curve.</summary>
internal static class RateText
{
    public static string Title(LearningRateCurve curve) =>
        $"Smoothed loss by learning rate, phase {Quoted.Of(curve.Phase)}: {curve.Points.Count} of {curve.Steps} steps"
        + (curve.Diverged ? $", diverged at {Rate(curve.Points[^1].Rate)}" : "");

    /// <summary>Returns the suggestion, and what it is for each group where there are several.</summary>
    public static string Suggestion(LearningRateCurve curve)
    {
        if (curve.Suggestion is not { } rate)
        {
            return "No suggestion: the loss falls nowhere, or too few steps are left. Take more steps, or start lower.";
        }

        var groups = curve.Groups.Select(group => $"{Quoted.Of(group.Name)} {Rate(rate * group.Share)}").ToArray();
        var way = curve.Method switch
        {
            SuggestionMethod.Steepest => "where the loss falls fastest",
            SuggestionMethod.Valley => "in the middle of the longest valley",
            _ => "a tenth of the rate with the lowest loss",
        };
        return $"Suggested learning rate: {Rate(rate)}, {way}"
            + (groups.Length == 1 ? "" : $"; by group: {string.Join(", ", groups)}");
    }

    /// <summary>Returns a rate to three digits, <c>1.32e-3</c>.</summary>
    public static string Rate(double rate) => rate.ToString("0.##e0", CultureInfo.InvariantCulture);

    /// <summary>Returns a loss to three digits.</summary>
    public static string Loss(double loss) => loss.ToString("G3", CultureInfo.InvariantCulture);
}
