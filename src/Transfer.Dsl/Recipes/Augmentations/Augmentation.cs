using Transfer.Common;

namespace Transfer;

/// <summary>
/// A random change of training images. <see cref="Augmentations"/> makes those that are built in; one of your own is a class
/// that derives from <see cref="ImageAugmentation"/> or <see cref="BatchAugmentation"/>.
/// </summary>
// The class and factory of what is built in, with its JSON and its work on pixels, stand in one file of this folder.
public abstract partial class Augmentation : Construct
{
    private protected Augmentation()
    {
    }

    /// <summary>
    /// Gets what plans call an augmentation of your own: by default <c>new</c> and its type's name. Override it to show settings:
    /// plans are told apart by it.
    /// </summary>
    protected internal virtual string Description => $"new {GetType().Name}()";

    internal override string Call() => CustomAugmentation.Is(this) ? Description : base.Call();

    private protected override ArgumentList Describe() =>
        CustomAugmentation.Is(this)
            ? new ArgumentList().AddUnwritten(CustomAugmentation.DescriptionArgument, Description)
            : base.Describe();
}

/// <summary>A change of one image.</summary>
/// <example>
/// One of your own, for <c>.Augment(new Invert())</c>:
/// <code>
/// sealed class Invert : ImageAugmentation
/// {
///     public override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) =&gt;
///         new(image.Width, image.Height, [.. image.Pixels.ToArray().Select(value =&gt; (byte)(255 - value))]);
/// }
/// </code>
/// </example>
public abstract partial class ImageAugmentation : Augmentation
{
    internal override Definition DefinedBy => Augmentations.CustomDefinition;
}

/// <summary>A change of a whole batch that mixes images, and so makes their targets soft: a probability for each class.</summary>
public abstract partial class BatchAugmentation : Augmentation
{
    internal override Definition DefinedBy => Augmentations.CustomBatchDefinition;
}

/// <summary>The augmentations; defaults are those of <c>torchvision.transforms</c>.</summary>
public static partial class Augmentations
{
    private const string Prefix = nameof(Augmentations) + ".";

    // Explicit, so that the definitions in all files of this class are there before its first method runs.
    static Augmentations()
    {
    }

    /// <summary>Returns the kind of a name; null when there is none.</summary>
    internal static Definition<Augmentation>? Find(string name) => Definition<Augmentation>.Find(name);
}
