using Transfer.Common;

namespace Transfer.Training.RateFinder;

/// <summary>Specifies how to search for a learning rate; the defaults are those of fastai's <c>lr_find</c>.</summary>
public sealed record LearningRateFinderOptions
{
    // So many that something is left when the suggestions leave out the first tenth and the last five.
    private const int LeastSteps = 10;

    /// <summary>
    /// Gets or sets the first step's rate, above 0; 1e-7 by default. It is that of the group with the highest rate.
    /// </summary>
    public double Start { get; init; } = 1e-7;

    /// <summary>Gets or sets the last step's rate, above <see cref="Start"/>; 10 by default.</summary>
    public double End { get; init; } = 10;

    /// <summary>
    /// Gets or sets the number of optimizer steps from start to end, at least 10. The default is 100. The data is repeated as
    /// often as necessary.
    /// </summary>
    public int Steps { get; init; } = 100;

    /// <summary>Gets or sets the share of the past in the smoothed loss, at least 0 and below 1. The default is 0.98.</summary>
    public double Smoothing { get; init; } = 0.98;

    /// <summary>
    /// Gets or sets the multiple of the lowest smoothed loss that ends the search, above 1; infinity for never. The default is
    /// 4.
    /// </summary>
    public double DivergesAt { get; init; } = 4;

    /// <summary>
    /// Gets or sets how <see cref="LearningRateCurve.Suggestion"/> is chosen. The default is the valley, as in fastai.
    /// </summary>
    public SuggestionMethod Method { get; init; } = SuggestionMethod.Valley;

    /// <summary>
    /// Gets or sets the index of the phase that trains. The default is 0, the first. A later phase also starts from the model
    /// as it is.
    /// </summary>
    public int Phase { get; init; }

    /// <summary>Throws where a number is outside its range.</summary>
    internal void Check(Plan plan)
    {
        Require(Start > 0 && double.IsFinite(Start), Start, $"{nameof(Start)} must be a learning rate above 0, such as 1e-7.");
        Require(
            End > Start && double.IsFinite(End),
            End,
            $"{nameof(End)} must be a learning rate above {nameof(Start)}, {RateText.Rate(Start)}.");
        Require(
            Steps >= LeastSteps,
            Steps,
            $"{nameof(Steps)} must be {LeastSteps} or more: the suggestion ignores the first tenth of the steps and the "
            + "last five.");
        Require(Smoothing is >= 0 and < 1, Smoothing, $"{nameof(Smoothing)} must be at least 0 and below 1.");
        Require(
            DivergesAt > 1,
            DivergesAt,
            $"{nameof(DivergesAt)} must be above 1: the search ends at this multiple of the lowest loss.");
        Require(
            Enum.IsDefined(Method),
            Method,
            $"{nameof(Method)} must be one of {string.Join(", ", Enum.GetNames<SuggestionMethod>())}.");
        Require(
            Phase >= 0 && Phase < plan.Phases.Count,
            Phase,
            $"{nameof(Phase)} must be the index of one of the plan's phases, "
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
