using Transfer.Architectures;
using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Planning;

/// <summary>Finds the input sizes that an architecture can take.</summary>
internal static class LeastInput
{
    // No published network needs a larger step than this to its next size.
    private const int Farthest = 1024;

    /// <summary>Returns the remedy for an input size that does not work.</summary>
    public static string Remedy(Architecture architecture, int channels, int pixels)
    {
        var larger = Enumerable.Range(pixels, Farthest).Cast<int?>().FirstOrDefault(Works);
        var smaller = Enumerable.Range(1, pixels - 1).Reverse().Cast<int?>().FirstOrDefault(Works);
        return (smaller, larger) switch
        {
            ({ } below, { } above) =>
                $"the nearest sizes that work are {Literal.Number(below)} and {Literal.Number(above)} pixels",
            (null, { } least) => $"the smallest size that works is {Literal.Number(least)} pixels",
            ({ } most, null) => $"the nearest size that works is {Literal.Number(most)} pixels",
            _ => architecture.Custom is null ? "use another size" : "correct the graph: no size that was tried works",
        };

        bool Works(int? size) => CanTake(architecture, Shape.Of(channels, size!.Value, size.Value));
    }

    private static bool CanTake(Architecture architecture, Shape input)
    {
        try
        {
            architecture.Build(input);
            return true;
        }
        catch (ShapeException)
        {
            return false;
        }
    }
}
