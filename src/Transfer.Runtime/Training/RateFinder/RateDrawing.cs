using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Transfer.Training.RateFinder;

/// <summary>Draws a learning-rate curve as SVG.</summary>
internal static class RateDrawing
{
    private const int Width = 720;
    private const int Height = 420;
    private const int Left = 70;
    private const int Right = 700;
    private const int Top = 50;
    private const int Bottom = 340;
    private const int LossTicks = 5;
    private const string Clip = "plot";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Of(LearningRateCurve curve)
    {
        var scale = new RateScale(curve.Points);
        var document = new XElement(
            Svg + "svg",
            new XAttribute("width", Width),
            new XAttribute("height", Height),
            new XAttribute("viewBox", $"0 0 {Width} {Height}"),
            new XAttribute("font-family", "sans-serif"),
            new XAttribute("font-size", 12),
            new XElement(Svg + "title", RateText.Title(curve)),
            new XElement(Svg + "clipPath", new XAttribute("id", Clip), Box()),
            new XElement(
                Svg + "rect", new XAttribute("width", Width), new XAttribute("height", Height), new XAttribute("fill", "white")),
            Text(Width / 2, Top - 25, RateText.Title(curve), "middle"),
            scale.Decades.Select(rate => (XElement[])
            [
                Line(X(scale, rate), Top, X(scale, rate), Bottom, "#dddddd"),
                Text(X(scale, rate), Bottom + 18, RateText.Rate(rate), "middle"),
            ]),
            Enumerable.Range(0, LossTicks).Select(i => scale.LossAtHeight(i / (LossTicks - 1.0))).Select(loss => (XElement[])
            [
                Line(Left, Y(scale, loss), Right, Y(scale, loss), "#dddddd"),
                Text(Left - 8, Y(scale, loss) + 4, RateText.Loss(loss), "end"),
            ]),
            Box(new XAttribute("fill", "none"), new XAttribute("stroke", "#888888")),
            Text((Left + Right) / 2, Bottom + 40, "learning rate (logarithmic)", "middle"),
            Text(Left - 8, Top - 10, "loss", "end"),
            Curve(scale, curve, point => point.Loss, "#bbbbbb", 1),
            Curve(scale, curve, point => point.SmoothedLoss, "#1f5fa8", 2),
            Marker(scale, curve),
            Text((Left + Right) / 2, Bottom + 64, RateText.Suggestion(curve), "middle"));
        var text = new StringBuilder();
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        using (var writer = XmlWriter.Create(text, settings))
        {
            document.Save(writer);
        }

        return text.Append('\n').ToString();
    }

    private static XElement[] Marker(RateScale scale, LearningRateCurve curve)
    {
        if (curve.Suggestion is not { } rate)
        {
            return [];
        }

        var line = Line(X(scale, rate), Top, X(scale, rate), Bottom, "#c0392b");
        line.Add(new XAttribute("stroke-dasharray", "4 3"));
        return
        [
            line,
            new XElement(
                Svg + "circle",
                new XAttribute("cx", Number(X(scale, rate))),
                new XAttribute("cy", Number(Y(scale, scale.LossAt(rate)))),
                new XAttribute("r", 5),
                new XAttribute("fill", "#c0392b")),
        ];
    }

    // Losses above the smoothed ones' range leave the frame, which hides them.
    private static XElement Curve(
        RateScale scale, LearningRateCurve curve, Func<LearningRatePoint, double> loss, string colour, int width) => new(
        Svg + "polyline",
        new XAttribute("points", string.Join(' ', curve.Points
            .Select(point => $"{Number(X(scale, point.Rate))},{Number(Y(scale, loss(point)))}"))),
        new XAttribute("clip-path", $"url(#{Clip})"),
        new XAttribute("fill", "none"),
        new XAttribute("stroke", colour),
        new XAttribute("stroke-width", width));

    private static XElement Box(params XAttribute[] style) => new(
        Svg + "rect",
        new XAttribute("x", Left),
        new XAttribute("y", Top),
        new XAttribute("width", Right - Left),
        new XAttribute("height", Bottom - Top),
        style);

    private static XElement Line(double x1, double y1, double x2, double y2, string colour) => new(
        Svg + "line",
        new XAttribute("x1", Number(x1)),
        new XAttribute("y1", Number(y1)),
        new XAttribute("x2", Number(x2)),
        new XAttribute("y2", Number(y2)),
        new XAttribute("stroke", colour));

    private static XElement Text(double x, double y, string text, string anchor) => new(
        Svg + "text",
        new XAttribute("x", Number(x)),
        new XAttribute("y", Number(y)),
        new XAttribute("text-anchor", anchor),
        text);

    private static double X(RateScale scale, double rate) => Left + (scale.Place(rate) * (Right - Left));

    private static double Y(RateScale scale, double loss) => Bottom - (scale.Height(loss) * (Bottom - Top));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
