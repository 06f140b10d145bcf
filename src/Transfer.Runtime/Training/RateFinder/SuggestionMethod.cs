namespace Transfer.Training.RateFinder;

/// <summary>
/// Specifies how a learning rate is read off a curve: fastai's functions of these names (fastai/callback/schedule.py).
/// </summary>
/// <remarks>
/// All look at the smoothed losses, and leave out the first tenth of the steps, where smoothing knows too little, and the last
/// five, where the loss explodes.
/// </remarks>
public enum SuggestionMethod
{
    /// <summary>
    /// The rate at which the loss falls fastest: that of the least (lossᵢ₊₁ - lossᵢ) / (ln rateᵢ₊₁ - ln rateᵢ). fastai's
    /// <c>steep</c>.
    /// </summary>
    Steepest,

    /// <summary>
    /// The rate in the middle of the longest valley: the longest sequence of steps, not always neighbours, of which each has a
    /// lower loss than the one before. fastai's <c>valley</c>.
    /// </summary>
    Valley,

    /// <summary>A tenth of the rate at which the loss is least. fastai's <c>minimum</c>.</summary>
    Minimum,
}
