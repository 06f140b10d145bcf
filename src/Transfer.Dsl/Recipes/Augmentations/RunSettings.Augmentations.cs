using Transfer.Common;

namespace Transfer.Recipes;

// What a run does to its training images.
public sealed partial class RunSettings
{
    /// <summary>Gets the random changes of single training images, in the order in which they apply.</summary>
    public EquatableList<ImageAugmentation> Augmentations => All.OfType<ImageAugmentation>().ToEquatableList();

    /// <summary>Gets the random changes of training batches; of several, each batch draws one.</summary>
    public EquatableList<BatchAugmentation> BatchAugmentations => All.OfType<BatchAugmentation>().ToEquatableList();

    /// <summary>
    /// Gets the first augmentation that makes an image another one in each epoch; null where images repeat: there is none, or a
    /// number of views of each image, and no batch is mixed.
    /// </summary>
    public Augmentation? ChangesEachEpoch =>
        (Augmentation?)BatchAugmentations.FirstOrDefault()
        ?? (Find<AugmentationViews>() is null ? Augmentations.FirstOrDefault() : null);

    private IEnumerable<Augmentation> All => settings.OfType<AugmentSetting>().SelectMany(setting => setting.Augmentations);
}
