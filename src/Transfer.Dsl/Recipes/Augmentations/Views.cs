using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>
/// The augmentations make a number of views of each image, and epochs show them in turn: so what is frozen is computed once for
/// each view, not in each epoch.
/// </summary>
public sealed class AugmentationViews : RunSetting
{
    internal AugmentationViews(int count) => Count = Argument.Positive(count, nameof(count));

    /// <summary>Gets how many views there are of each image.</summary>
    public int Count { get; }

    internal override StepDefinition Definition => Steps.Views;

    internal override bool HasPart => false;

    internal override IEnumerable<PlanLine> Lines =>
        [new("Images", $"{Counted.Times(Count, "view")} of each, which the epochs show in turn")];

    private protected override ArgumentList Describe() => new ArgumentList().Add("count", Count);
}

internal static partial class Steps
{
    public static readonly StepDefinition Views = StepDefinition.OfSetting<AugmentationViews>(
        nameof(Recipe.Views), values => new AugmentationViews(values.Integer("count")), lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>
    /// Limits the random changes of <see cref="Augment"/> to a number of views of each image, which the epochs show in turn. The
    /// features of a frozen prefix are then computed once for each view; without it, augmented images run through the whole
    /// network in each epoch. Views follow from the seed.
    /// </summary>
    /// <param name="count">How many views, 1 or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public Recipe Views(int count) => With(new AugmentationViews(count));
}
