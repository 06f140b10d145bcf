using Transfer.Common;

namespace Transfer.Recipes;

// What a run does to its training images.
public sealed partial class RunSettings
{
    /// <summary>Gets the random changes of single training images, in the order in which they apply.</summary>
    public EquatableList<ImageAugmentation> Augmentations => All.OfType<ImageAugmentation>().ToEquatableList();

    /// <summary>Gets the random changes of training batches; of several, each batch draws one.</summary>
    public EquatableList<BatchAugmentation> BatchAugmentations => All.OfType<BatchAugmentation>().ToEquatableList();

    private IEnumerable<Augmentation> All => settings.OfType<AugmentSetting>().SelectMany(setting => setting.Augmentations);
}
