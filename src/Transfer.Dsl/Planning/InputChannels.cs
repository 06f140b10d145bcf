using Transfer.Common;
using Transfer.Graphs;

namespace Transfer.Planning;

/// <summary>Adapts RGB weights and RGB statistics to an input with another number of channels.</summary>
internal static class InputChannels
{
    public const int Rgb = 3;

    /// <summary>Returns the adaptations of pretrained weights; none for RGB.</summary>
    public static EquatableList<WeightAdaptation> AdaptationsFor(Graph graph)
    {
        var channels = graph.Input[0];
        return channels == Rgb
            ? EquatableList<WeightAdaptation>.Empty
            : graph.Parameters
                .Where(parameter => parameter.Spec.Name == "weight")
                .Where(parameter => graph.Nodes[parameter.Node] is { Operator.HasChannelFilters: true, Inputs: [0] })
                .Select(parameter => new WeightAdaptation(
                    parameter.Name, channels == 1 ? AdaptationKind.SumChannels : AdaptationKind.RepeatChannels, Rgb, channels))
                .ToEquatableList();
    }

    /// <summary>
    /// Returns the mean or standard deviation of each channel: for one channel, the mean over red, green and blue (grey is
    /// about their mean); for more, they repeat in turn, as the filters do.
    /// </summary>
    public static EquatableList<double> Statistics(EquatableList<double> rgb, int channels) => channels switch
    {
        Rgb => rgb,
        1 => EquatableList.Of(rgb.Average()),
        _ => Enumerable.Range(0, channels).Select(channel => rgb[channel % Rgb]).ToEquatableList(),
    };
}
