using System.Globalization;
using System.Text.RegularExpressions;
using Transfer.Common;
using Transfer.Planning;

namespace Transfer.Generators.Generation;

/// <summary>A plan in short, as XML documentation.</summary>
internal static class PlanSummary
{
    private const int MostLayers = 8;

    private static readonly Regex Reference =
        new("<(?:see|paramref|typeparamref) (?:cref|name|langword|href)=\"([^\"]*)\" ?/>", RegexOptions.CultureInvariant);
    private static readonly Regex Tag = new("</?[a-z][^>]*>", RegexOptions.CultureInvariant);

    /// <summary>Returns a summary of one sentence.</summary>
    public static string Of(Plan plan) => Escaped(
        $"{plan.Graph.Architecture} with {Counted.Times(plan.Outputs, "output")}: "
        + $"{Trained(plan.TrainableParameterCount, plan.ParameterCount)}.");

    /// <summary>Returns what each phase trains and costs, and the warnings.</summary>
    public static IEnumerable<string> Remarks(Plan plan)
    {
        yield return "<remarks>";
        foreach (var phase in plan.Phases)
        {
            var title = $"Phase \"{phase.Name}\", {Counted.Times(phase.Epochs, "epoch")} of {phase.Optimizer}:";
            yield return $"<para>{Escaped(title)}</para>";
            yield return "<list type=\"bullet\">";
            foreach (var fact in Facts(plan, phase))
            {
                yield return $"<item>{Escaped(fact)}</item>";
            }

            yield return "</list>";
        }

        foreach (var finding in plan.Findings)
        {
            yield return $"<para>{Escaped(finding.ToString())}</para>";
        }

        yield return "</remarks>";
    }

    /// <summary>
    /// Returns documentation as plain text: names in place of the tags that refer to them, and nothing for other tags.
    /// </summary>
    public static string Unescaped(string xml) =>
        Tag.Replace(Reference.Replace(xml, "$1"), string.Empty)
            .Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&amp;", "&");

    private static IEnumerable<string> Facts(Plan plan, Phase phase)
    {
        var names = plan.Graph.Parameters.Select(parameter => parameter.Name).ToArray();
        var trained = new HashSet<string>(phase.Groups.SelectMany(group => group.Parameters));
        var elements = plan.Parameters
            .Where(parameter => trained.Contains(parameter.Name))
            .Sum(parameter => parameter.Shape.Elements);
        yield return Trained(elements, plan.ParameterCount);
        yield return "frozen: " + Layers(LayerCover.Of(names, new HashSet<string>(names.Where(name => !trained.Contains(name)))));
        yield return phase.Cut is { } cut
            ? $"frozen prefix: up to {cut.After}, {Counted.Number(cut.BytesPerImage)} bytes an image to cache"
            : "frozen prefix: none";
        yield return $"multiply-adds an image: {Counted.Million(phase.Cost.Forward)} forward "
            + $"({Counted.Million(phase.Cost.FrozenPrefix)} in the frozen prefix), {Counted.Million(phase.Cost.Backward)} "
            + "backward";
    }

    private static string Trained(long trained, long all) =>
        $"{Counted.Number(trained)} of {Counted.Parameters(all)} train ("
        + (100.0 * trained / Math.Max(1, all)).ToString("0.0##", CultureInfo.InvariantCulture) + " %)";

    private static string Layers(IReadOnlyList<string> layers) =>
        layers.Count == 0 ? "nothing"
        : layers.Count <= MostLayers ? string.Join(", ", layers)
        : string.Join(", ", layers.Take(MostLayers)) + $" and {Counted.Number(layers.Count - MostLayers)} more";

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", " ").Replace("\n", " ");
}
