using Transfer.Steps;

namespace Transfer;

/// <summary>
/// A random change of training images. Its record and factory, with its JSON and its work on pixels, stand in one file of this
/// folder. Make one with <see cref="Augmentations"/>.
/// </summary>
public abstract partial record Augmentation
{
    /// <summary>The settings, for the text and the JSON.</summary>
    internal abstract Fields Fields { get; }

    /// <summary>The augmentation as C#: <c>Augmentations.HorizontalFlip()</c>.</summary>
    /// <returns>The text.</returns>
    public sealed override string ToString() => Fields.Call(nameof(Augmentations));
}

/// <summary>A change of one image.</summary>
public abstract partial record ImageAugmentation : Augmentation;

/// <summary>A change of a whole batch that mixes images, and so makes their targets soft: a probability for each class.</summary>
public abstract partial record BatchAugmentation : Augmentation;

/// <summary>The augmentations; defaults are those of <c>torchvision.transforms</c>.</summary>
public static partial class Augmentations
{
    // Explicit, so that the kinds in all files of this class are there before its first method runs.
    static Augmentations()
    {
    }

    /// <summary>The kind of augmentation that a document names.</summary>
    internal static Kind<Augmentation>? Find(string name) => Kind<Augmentation>.Find(name);
}
