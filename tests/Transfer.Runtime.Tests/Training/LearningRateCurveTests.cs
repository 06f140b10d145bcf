using System.Globalization;
using System.Xml.Linq;
using CsCheck;
using Transfer.Training;
using Transfer.Training.RateFinder;

namespace Transfer.Tests.Training;

/// <summary>Suggestions, charts and files of curves that are given, not searched for.</summary>
public sealed class LearningRateCurveTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // The usual shape: flat, a fall that is fastest at 1e-3, a valley at 1e-1, an explosion.
    private static LearningRateCurve Usual => Curve(
        [.. Enumerable.Range(0, 71).Select(i => (Exponent: -6 + (i / 10.0), Wiggle: 0.02 * ((i * 7 % 5) - 2)))
            .Select(at => (Math.Pow(10, at.Exponent), Shape(at.Exponent) + at.Wiggle, Shape(at.Exponent)))],
        steps: 81,
        diverged: true);

    [Fact]
    public void The_text_chart_shows_curve_axes_and_suggestion() => Snapshot.Match(Usual.ToString());

    [Fact]
    public void The_text_chart_shows_the_rate_of_each_group() => Snapshot.Match((Usual with
    {
        Groups = [new("layer4", 0.01), new("the \"head\"", 1)],
        Method = SuggestionMethod.Valley,
        Phase = "fine\ntune",
    }).ToString());

    [Fact]
    public void A_curve_of_one_point_is_drawn_without_a_suggestion() =>
        Snapshot.Match(Curve([(1e-7, 2.5, 2.5)], steps: 100, diverged: true).ToString());

    [Fact]
    public void The_drawing_is_stable() => Snapshot.Match(Usual.ToSvg());

    [Fact]
    public void The_drawing_is_XML_with_decades_on_the_axis_and_a_marker_at_the_suggestion()
    {
        var drawing = XDocument.Parse((Usual with { Phase = "<a & \"b\">\u0001" }).ToSvg()).Root!;
        Assert.Equal(Svg + "svg", drawing.Name);
        var texts = drawing.Elements(Svg + "text").ToArray();
        Assert.Contains(texts, text => text.Value.Contains("<a & \\\"b\\\">\\u0001", StringComparison.Ordinal));

        // Decades are equally far apart, in both senses of the axis's scale.
        double[] places = [.. ((string[])["1e-6", "1e-5", "1e-4", "1e-3", "1e-2", "1e-1", "1e0", "1e1"])
            .Select(name => Number(texts.Single(text => text.Value == name), "x"))];
        var decade = (places[^1] - places[0]) / 7;
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.Equal(decade, pair.Second - pair.First, 0.02));

        var marker = drawing.Element(Svg + "circle")!;
        Assert.Equal(places[0] + ((Math.Log10(Usual.Suggestion!.Value) + 6) * decade), Number(marker, "cx"), 0.02);
        var curves = drawing.Elements(Svg + "polyline").Select(line => line.Attribute("points")!.Value.Split(' ')).ToArray();
        Assert.Equal([71, 71], curves.Select(points => points.Length));
        Assert.Contains($"{marker.Attribute("cx")!.Value},{marker.Attribute("cy")!.Value}", curves[1]);
    }

    [Fact]
    public void Any_curve_can_be_drawn()
    {
        var curves =
            from count in Gen.Int[1, 40]
            from losses in Gen.Double[1e-12, 1e12].Array[count]
            from start in Gen.Double[-12, 3]
            from decades in Gen.Double[1e-6, 12]
            from method in Gen.Enum<SuggestionMethod>()
            select Curve(
                [.. losses.Select((loss, i) => (Math.Pow(10, start + (decades * i / 40)), loss * (i % 3), loss))],
                steps: 40,
                diverged: false) with
            {
                Method = method,
            };
        curves.Sample(curve =>
        {
            var lines = curve.ToString().Split('\n');
            Assert.Equal(15 + 5, lines.Length);
            Assert.All(lines.Skip(1).Take(17), line => Assert.InRange(line.Length, 0, 64 + 20));
            Assert.Equal(64, lines.Skip(1).Take(15).Sum(line => line.Count(letter => letter is '*' or 'O')));
            XDocument.Parse(curve.ToSvg());
        });
    }

    [Fact]
    public void Suggestions_are_those_of_fastai()
    {
        // By hand, of the points that are left of 30 when the first 3 and the last 5 are gone: falls of 1, 3 and 2 after the
        // points 5, 9 and 12; the least loss at point 13; the fall's steps are 5, 6, 9→10, 12→13.
        var losses = Enumerable.Repeat(10.0, 30).ToArray();
        (losses[6], losses[7], losses[8], losses[9]) = (9, 9, 9, 9);
        (losses[10], losses[11], losses[12]) = (6, 6, 6);
        (losses[13], losses[0], losses[29]) = (4, 100, -5);
        for (var i = 14; i < 29; i++)
        {
            losses[i] = 5 + i;
        }

        var curve = Curve([.. losses.Select((loss, i) => (Math.Pow(2, i), loss, loss))], steps: 30, diverged: false);
        Assert.Equal(Math.Pow(2, 9), curve.Suggest(SuggestionMethod.Steepest));
        Assert.Equal(Math.Pow(2, 13) / 10, curve.Suggest(SuggestionMethod.Minimum)!.Value, 1e-9);

        // The longest fall, 10 9 6 4, ends at point 13, 10 of those left: fastai counts 4 back to 6, and takes 6 + ⌊4/3⌋ + ⌊4/6⌋
        // = 7, which is point 10.
        Assert.Equal(Math.Pow(2, 10), curve.Suggest(SuggestionMethod.Valley));
    }

    [Fact]
    public void Too_few_points_or_a_loss_that_never_falls_give_no_suggestion()
    {
        var rising = Curve(
            [.. Enumerable.Range(0, 30).Select(i => (Math.Pow(2, i), (double)i, (double)i))], steps: 30, diverged: true);
        var few = Curve([.. Enumerable.Range(0, 9).Select(i => (Math.Pow(2, i), -i, (double)-i))], steps: 30, diverged: true);
        foreach (var method in Enum.GetValues<SuggestionMethod>())
        {
            Assert.Null(rising.Suggest(method));
            Assert.Null(few.Suggest(method));
        }
    }

    [Fact]
    public void Files_are_written_by_their_extension()
    {
        using var folder = new TemporaryFolder();
        Usual.Save(folder["rates.svg"]);
        Usual.Save(folder["rates.CSV"]);
        Assert.Equal(Usual.ToSvg(), File.ReadAllText(folder["rates.svg"]));
        var lines = File.ReadAllLines(folder["rates.CSV"]);
        Assert.Equal("rate,loss,smoothed_loss", lines[0]);
        Assert.Equal(71 + 1, lines.Length);
        Assert.Equal(
            Usual.Points.Select(point => (point.Rate, point.Loss, point.SmoothedLoss)),
            lines.Skip(1)
                .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
                .Select(cells => (cells[0], cells[1], cells[2])));
        var error = Assert.Throws<ArgumentException>(() => Usual.Save(folder["rates.png"]));
        Assert.Contains(".png", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(folder["rates.svg"])!).Length);
    }

    private static double Shape(double exponent) =>
        0.4 + (2 / (1 + Math.Exp(3 * (exponent + 3)))) + (exponent > -1 ? 0.7 * Math.Pow(exponent + 1, 2) : 0);

    private static LearningRateCurve Curve((double Rate, double Loss, double Smoothed)[] points, int steps, bool diverged) => new(
        "train",
        [.. points.Select(point => new LearningRatePoint(point.Rate, point.Loss, point.Smoothed))],
        [new LearningRateGroup("default", 1)],
        steps,
        diverged,
        SuggestionMethod.Steepest);

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);
}
