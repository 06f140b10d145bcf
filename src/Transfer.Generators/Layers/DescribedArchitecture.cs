using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Generators.Layers;

/// <summary>A built-in architecture with its graph at the size that its default weights know.</summary>
internal sealed record DescribedArchitecture(Architecture Architecture, int Pixels, Graph Graph)
{
    public static DescribedArchitecture Of(Architecture architecture)
    {
        var pixels = architecture.DefaultWeights.Preprocessing.Crop;
        return new(architecture, pixels, architecture.Build(Shape.Of(3, pixels, pixels)));
    }

    /// <summary>Gets the length of what the head reads.</summary>
    public int Features => Graph.ReplaceHead([]).Output[0];
}
