using TorchSharp;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary>
/// A line search for a point of the strong Wolfe conditions (Nocedal and Wright, <i>Numerical Optimization</i>, algorithms 3.5
/// and 3.6), with the constants and the safeguards of PyTorch's <c>strong_wolfe</c>, which goes back to minFunc.
/// </summary>
internal static class StrongWolfe
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MostLooks = 25;

    /// <summary>Looks along <paramref name="direction"/> for a length that lowers the loss enough.</summary>
    /// <param name="look">Loss and gradient at a length.</param>
    /// <param name="length">The first length to look at.</param>
    /// <param name="direction">The direction, flat.</param>
    /// <param name="loss">The loss at length 0.</param>
    /// <param name="gradient">The gradient there, flat.</param>
    /// <param name="slope">Their directional derivative, negative.</param>
    /// <param name="tolerance">The change of a parameter below which the search ends.</param>
    public static (double Loss, Tensor Gradient, double Length, int Evaluations) Search(
        Func<double, (double Loss, Tensor Gradient)> look,
        double length,
        Tensor direction,
        double loss,
        Tensor gradient,
        double slope,
        double tolerance)
    {
        var largest = direction.abs().max().ToDouble();
        var start = new Point(0, loss, gradient, slope);
        var previous = start;
        var current = At(length);
        var looks = 0;
        Point[]? bracket = null;
        var found = false;
        while (looks < MostLooks)
        {
            if (current.Loss > loss + (Decrease * current.Length * slope) || (looks > 1 && current.Loss >= previous.Loss))
            {
                bracket = [previous, current];
                break;
            }

            if (Math.Abs(current.Slope) <= -Curvature * slope)
            {
                bracket = [current];
                found = true;
                break;
            }

            if (current.Slope >= 0)
            {
                bracket = [previous, current];
                break;
            }

            var next = Interpolate(
                previous, current, current.Length + (0.01 * (current.Length - previous.Length)), current.Length * 10);
            previous = current;
            current = At(next);
            looks++;
        }

        bracket ??= [start, current];
        var (low, high) = bracket[0].Loss <= bracket[^1].Loss ? (0, bracket.Length - 1) : (1, 0);
        var stuck = false;
        while (!found && looks < MostLooks && Math.Abs(bracket[1].Length - bracket[0].Length) * largest >= tolerance)
        {
            var (left, right) = (Math.Min(bracket[0].Length, bracket[1].Length), Math.Max(bracket[0].Length, bracket[1].Length));
            (var next, stuck) = AwayFromEnds(Interpolate(bracket[0], bracket[1], left, right), left, right, stuck);
            current = At(next);
            looks++;
            if (current.Loss > loss + (Decrease * next * slope) || current.Loss >= bracket[low].Loss)
            {
                bracket[high] = current;
                (low, high) = bracket[0].Loss <= bracket[1].Loss ? (0, 1) : (1, 0);
                continue;
            }

            found = Math.Abs(current.Slope) <= -Curvature * slope;
            if (!found && current.Slope * (bracket[high].Length - bracket[low].Length) >= 0)
            {
                bracket[high] = bracket[low];
            }

            bracket[low] = current;
        }

        return (bracket[low].Loss, bracket[low].Gradient, bracket[low].Length, looks + 1);

        Point At(double at)
        {
            var (value, there) = look(at);
            return new Point(at, value, there, there.dot(direction).ToDouble());
        }
    }

    // Twice near an end in a row, or on it: a tenth of the bracket away from it, so that the bracket shrinks.
    private static (double Length, bool Stuck) AwayFromEnds(double length, double left, double right, bool stuck)
    {
        var margin = 0.1 * (right - left);
        if (Math.Min(right - length, length - left) >= margin)
        {
            return (length, false);
        }

        return stuck || length >= right || length <= left
            ? (Math.Abs(length - right) < Math.Abs(length - left) ? right - margin : left + margin, false)
            : (length, true);
    }

    // The minimum of the cubic through two values and slopes.
    private static double Interpolate(Point a, Point b, double least, double most)
    {
        var first = a.Slope + b.Slope - (3 * (a.Loss - b.Loss) / (a.Length - b.Length));
        var square = (first * first) - (a.Slope * b.Slope);
        if (!(square >= 0))
        {
            return (least + most) / 2;
        }

        var root = Math.Sqrt(square);
        var (from, to) = a.Length <= b.Length ? (a, b) : (b, a);
        var minimum =
            to.Length - ((to.Length - from.Length) * ((to.Slope + root - first) / (to.Slope - from.Slope + (2 * root))));
        return Math.Min(Math.Max(minimum, least), most);
    }

    private sealed record Point(double Length, double Loss, Tensor Gradient, double Slope);
}
