using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.InputChannels(…)</c>: the channels of the images that the network sees.</summary>
internal sealed class InputChannelsStep : Step
{
    public InputChannelsStep(int count) => Count = Argument.Positive(count, nameof(count));

    /// <summary>Gets the number of channels.</summary>
    public int Count { get; }

    internal override StepDefinition Definition => Steps.InputChannels;

    private protected override ArgumentList Describe() => new ArgumentList().Add("count", Count);
}

internal static partial class Steps
{
    public static readonly StepDefinition InputChannels = StepDefinition.Of<InputChannelsStep>(
        nameof(Recipe.InputChannels),
        StepRole.Network,
        StepScope.Run,
        values => new InputChannelsStep(values.Integer("count")),
        lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>
    /// Sets the channels of the images that the network sees; the default is 3. The first convolution gets as many, and
    /// pretrained weights are adapted, as timm and fastai do: for one channel the filters are summed over red, green and blue;
    /// for another number they are repeated and scaled by 3 / channels. The plan shows it. Images become grey for one channel;
    /// images of other numbers than 1 and 3 need a custom training loop over the plan's module.
    /// </summary>
    /// <param name="count">1 or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public Recipe InputChannels(int count) => With(new InputChannelsStep(count));
}
