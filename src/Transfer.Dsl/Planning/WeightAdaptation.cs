using Transfer.Common;

namespace Transfer.Planning;

/// <summary>A pretrained parameter that is changed to fit when it is loaded.</summary>
public sealed class WeightAdaptation : Value
{
    internal WeightAdaptation(string parameter, AdaptationKind kind, int from, int to)
    {
        Parameter = Argument.Named(parameter, nameof(parameter));
        Kind = Argument.Member(kind, nameof(kind));
        From = Argument.Positive(from, nameof(from));
        To = Argument.Positive(to, nameof(to));
    }

    /// <summary>Gets its full name, <c>conv1.weight</c>; its shape is outputs × channels × height × width.</summary>
    public string Parameter { get; }

    /// <summary>Gets how it is changed.</summary>
    public AdaptationKind Kind { get; }

    /// <summary>Gets the number of channels in the weights file.</summary>
    public int From { get; }

    /// <summary>Gets the number of channels of the network's input.</summary>
    public int To { get; }

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("parameter", Parameter)
        .AddUnwritten("kind", Kind)
        .AddUnwritten("from", From)
        .AddUnwritten("to", To);
}

/// <summary>
/// Specifies how the filters of the first convolution are adapted to another number of channels (timm's
/// <c>adapt_input_conv</c>).
/// </summary>
public enum AdaptationKind
{
    /// <summary>The filters are summed over the channels: a grey image gives what its three equal channels gave.</summary>
    SumChannels,

    /// <summary>
    /// The filters are repeated along the channels, cut to the wanted number, and multiplied by from / to, so that activations
    /// keep their size.
    /// </summary>
    RepeatChannels,
}
