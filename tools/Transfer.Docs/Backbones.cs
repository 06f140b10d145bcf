using System.Globalization;
using Transfer.Architectures;
using Transfer.Generators.Layers;

namespace Transfer.Docs;

/// <summary>The table of docs/backbones.md: what is built in, with its numbers.</summary>
internal static class Backbones
{
    public static WrittenFile File { get; } = new("docs/backbones.md", text => Markdown.Table(
        text,
        ["`Backbone.`", "Name", "Parameters", "Multiply-adds", "Pixels", "Features", "Head", "Weights, top-1 in percent"],
        Zoo.Architectures.Select(Row)));

    private static string[] Row(Architecture architecture)
    {
        var described = DescribedArchitecture.Of(architecture);
        return
        [
            $"`{architecture.Method}`",
            $"`{architecture.Name}`",
            Number("{0:N0}", described.Graph.ParameterCount),
            Number("{0:N0} million", described.Graph.MultiplyAdds / 1e6),
            Number("{0}", described.Pixels),
            Number("{0:N0}", described.Features),
            $"`{described.Graph.HeadPath}`",
            string.Join(", ", architecture.Weights.Select(Weights)),
        ];
    }

    private static string Weights(WeightsEntry entry) =>
        $"`{entry.Name}` {Number("{0:0.0}", entry.Top1)}" + (entry.IsNonCommercial ? " (non-commercial)" : string.Empty);

    private static string Number(string format, object value) => string.Format(CultureInfo.InvariantCulture, format, value);
}
