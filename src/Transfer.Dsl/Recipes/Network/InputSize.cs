using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.InputSize(…)</c>: the side of the square images that the network sees.</summary>
internal sealed class InputSizeStep : Step
{
    public InputSizeStep(int pixels, int? resize)
    {
        Pixels = Argument.Positive(pixels, nameof(pixels));
        Resize = !(resize < pixels)
            ? resize
            : throw new ArgumentOutOfRangeException(
                nameof(resize),
                $"The short side can't be smaller than the crop: {Literal.Number(resize.Value)} < {Literal.Number(pixels)}.");
    }

    /// <summary>Gets height and width of the input.</summary>
    public int Pixels { get; }

    /// <summary>Gets the length of the short side before the centre crop; null keeps the weights entry's proportion.</summary>
    public int? Resize { get; }

    internal override StepDefinition Definition => Steps.InputSize;

    private protected override ArgumentList Describe() => new ArgumentList().Add("pixels", Pixels).Add("resize", Resize, null);
}

internal static partial class Steps
{
    public static readonly StepDefinition InputSize = StepDefinition.Of<InputSizeStep>(
        nameof(Recipe.InputSize),
        StepRole.Network,
        StepScope.Run,
        values => new InputSizeStep(values.Integer("pixels"), values.OptionalInteger("resize")),
        lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>Sets the side of the square images that the network sees; the default is the weights entry's own.</summary>
    /// <param name="pixels">Height and width of the input, 1 or more.</param>
    /// <param name="resize">
    /// Length of the short side before the centre crop; the default keeps the weights entry's proportion (256 to 224).
    /// </param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A size is below 1, or <paramref name="resize"/> below <paramref name="pixels"/>.
    /// </exception>
    public Recipe InputSize(int pixels, int? resize = null) => With(new InputSizeStep(pixels, resize));
}
