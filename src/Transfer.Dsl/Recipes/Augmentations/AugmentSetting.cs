using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>Random changes of the training images, after those of earlier calls.</summary>
internal sealed class AugmentSetting : RunSetting
{
    public AugmentSetting(IReadOnlyList<Augmentation> augmentations)
    {
        Argument.NotNull(augmentations, nameof(augmentations));
        Augmentations = augmentations.Count > 0
            ? augmentations.Select(one => Argument.NotNull(one, nameof(augmentations))).ToEquatableList()
            : throw new ArgumentException(
                "Name at least one augmentation, e.g. Augmentations.HorizontalFlip().", nameof(augmentations));
    }

    /// <summary>Gets the changes, in order.</summary>
    public EquatableList<Augmentation> Augmentations { get; }

    internal override StepDefinition Definition => Steps.Augment;

    internal override bool HasPart => false;

    internal override IEnumerable<PlanLine> Lines =>
        Augmentations.Select(
            augmentation => new PlanLine(augmentation is BatchAugmentation ? "Batches" : "Images", augmentation.ToString()));

    private protected override ArgumentList Describe() =>
        new ArgumentList().AddAs("augmentations", Augmentations, () => string.Join(", ", Augmentations));
}

internal static partial class Steps
{
    public static readonly StepDefinition Augment = StepDefinition.OfSetting<AugmentSetting>(
        nameof(Recipe.Augment), values => new AugmentSetting(values.Constructs("augmentations", Transfer.Augmentations.Find)));
}

public sealed partial class Recipe
{
    /// <summary>
    /// Changes training images at random, after the changes of earlier calls; validation images stay as they are. Changes of
    /// single images apply in their order, those of batches to the finished batch.
    /// </summary>
    /// <param name="augmentations">The changes (<see cref="Augmentations"/>), one or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">No augmentation.</exception>
    public Recipe Augment(params Augmentation[] augmentations) => With(new AugmentSetting(augmentations));
}
