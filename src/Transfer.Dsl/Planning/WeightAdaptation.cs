namespace Transfer.Planning;

/// <summary>A pretrained parameter that is changed to fit when it is loaded.</summary>
/// <param name="Parameter">Its full name: <c>conv1.weight</c>; shape outputs × channels × height × width.</param>
/// <param name="Kind">How.</param>
/// <param name="From">Channels in the weights file.</param>
/// <param name="To">Channels of the network's input.</param>
public sealed record WeightAdaptation(string Parameter, AdaptationKind Kind, int From, int To);

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
