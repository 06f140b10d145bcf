using Transfer.Common;

namespace Transfer.Training.RateFinder;

/// <summary>How a search for a learning rate goes on; the defaults are those of fastai's <c>lr_find</c>.</summary>
public sealed record LearningRateFinderOptions
{
    // So many that something is left when the suggestions leave out the first tenth and the last five.
    private const int LeastSteps = 10;

    /// <summary>The first step's rate, above 0; 1e-7 by default. It is that of the group with the highest rate.</summary>
    public double Start { get; init; } = 1e-7;

    /// <summary>The last step's rate, above <see cref="Start"/>; 10 by default.</summary>
    public double End { get; init; } = 10;

    /// <summary>
    /// Optimizer steps from start to end, 10 or more; 100 by default. The data is walked over as often as it takes.
    /// </summary>
    public int Steps { get; init; } = 100;

    /// <summary>Share of the past in the smoothed loss, at least 0 and below 1; 0.98 by default.</summary>
    public double Smoothing { get; init; } = 0.98;

    /// <summary>How many times the least smoothed loss ends the search, above 1; 4 by default, infinity for never.</summary>
    public double DivergesAt { get; init; } = 4;

    /// <summary>How <see cref="LearningRateCurve.Suggestion"/> is chosen; in the valley by default, as in fastai.</summary>
    public SuggestionMethod Method { get; init; } = SuggestionMethod.Valley;

    /// <summary>
    /// Index of the phase that trains; 0, the first, by default. A later one starts, too, from the model as it is.
    /// </summary>
    public int Phase { get; init; }

    /// <summary>Throws where a number is outside its range.</summary>
    internal void Check(Plan plan)
    {
        Require(Start > 0 && double.IsFinite(Start), Start, $"{nameof(Start)} is a learning rate above 0, e.g. 1e-7.");
        Require(
            End > Start && double.IsFinite(End), End, $"{nameof(End)} is a learning rate above {nameof(Start)}, {RateText.Rate(Start)}.");
        Require(
            Steps >= LeastSteps,
            Steps,
            $"{nameof(Steps)} is {LeastSteps} or more: the first tenth of the steps and the last five take no part in the "
            + "suggestion.");
        Require(Smoothing is >= 0 and < 1, Smoothing, $"{nameof(Smoothing)} is at least 0 and below 1.");
        Require(DivergesAt > 1, DivergesAt, $"{nameof(DivergesAt)} is above 1: so many times the least loss end the search.");
        Require(
            Enum.IsDefined(Method), Method, $"{nameof(Method)} is one of {string.Join(", ", Enum.GetNames<SuggestionMethod>())}.");
        Require(
            Phase >= 0 && Phase < plan.Phases.Count,
            Phase,
            $"{nameof(Phase)} is the index of one of the plan's phases, "
            + $"{string.Join(", ", plan.Phases.Select((phase, i) => $"{i} (\"{phase.Name}\")"))}.");
    }

    private static void Require(bool holds, object value, string message)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException("options", value, message);
        }
    }
}
