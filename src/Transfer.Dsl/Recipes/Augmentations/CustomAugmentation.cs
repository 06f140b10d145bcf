using Transfer.Common;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>
/// Represents a custom augmentation read from a document, which contains only its description. The plan can be used for
/// everything but training.
/// </summary>
internal static class CustomAugmentation
{
    public const string DescriptionArgument = "description";

    /// <summary>Returns whether an augmentation is one that a user derived.</summary>
    public static bool Is(Augmentation augmentation) => augmentation.DefinedBy.Prefix.Length == 0;

    public static InvalidOperationException Unknown(string description) => new(
        $"{description} is a custom augmentation, and a plan that was read from a file contains only how it is called. "
        + "Train the plan that the program's recipe compiles to.");
}

/// <summary>A change of one image that is known by its description.</summary>
internal sealed class CustomImageAugmentation(string text) : ImageAugmentation
{
    protected internal override string Description => text;

#if !TRANSFER_COMPILER
    public override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) =>
        throw CustomAugmentation.Unknown(text);
#endif
}

/// <summary>A change of a batch that is known by its description.</summary>
internal sealed class CustomBatchAugmentation(string text) : BatchAugmentation
{
    protected internal override string Description => text;

#if !TRANSFER_COMPILER
    public override void Mix(Span<float> pixels, Span<float> targets, int count, int size, Random random) =>
        throw CustomAugmentation.Unknown(text);
#endif
}

public static partial class Augmentations
{
    internal static readonly Definition<Augmentation> CustomDefinition = Definition<Augmentation>.Of<CustomImageAugmentation>(
        nameof(Custom), string.Empty, values => Custom(values.Text(CustomAugmentation.DescriptionArgument)));

    internal static readonly Definition<Augmentation> CustomBatchDefinition =
        Definition<Augmentation>.Of<CustomBatchAugmentation>(
        nameof(CustomBatch), string.Empty, values => CustomBatch(values.Text(CustomAugmentation.DescriptionArgument)));

    internal static ImageAugmentation Custom(string description) => new CustomImageAugmentation(description);

    internal static BatchAugmentation CustomBatch(string description) => new CustomBatchAugmentation(description);
}
