using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.BatchSize(…)</c>.</summary>
internal sealed class BatchSizeStep : Step
{
    public BatchSizeStep(int images) => Images = Argument.Positive(images, nameof(images));

    /// <summary>Gets the images in a batch.</summary>
    public int Images { get; }

    internal override StepDefinition Definition => Steps.BatchSize;

    private protected override ArgumentList Describe() => new ArgumentList().Add("images", Images);
}

internal static partial class Steps
{
    public static readonly StepDefinition BatchSize = StepDefinition.Of<BatchSizeStep>(
        nameof(Recipe.BatchSize),
        StepRole.Run,
        StepScope.Run,
        values => new BatchSizeStep(values.Integer("images")),
        lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>Sets the images in a batch; the default is 32.</summary>
    /// <param name="images">1 or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="images"/> is below 1.</exception>
    public Recipe BatchSize(int images) => With(new BatchSizeStep(images));
}
