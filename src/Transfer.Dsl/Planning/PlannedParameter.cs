using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Planning;

/// <summary>A parameter of a plan.</summary>
public sealed class PlannedParameter : Value
{
    internal PlannedParameter(string name, Shape shape, Provenance provenance)
    {
        Name = Argument.Named(name, nameof(name));
        Shape = Argument.NotNull(shape, nameof(shape));
        Provenance = Argument.Member(provenance, nameof(provenance));
    }

    /// <summary>Gets the full name: <c>layer4.0.conv1.weight</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the shape.</summary>
    public Shape Shape { get; }

    /// <summary>Gets where its first values come from.</summary>
    public Provenance Provenance { get; }

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("name", Name)
        .AddUnwritten("shape", Shape)
        .AddUnwritten("provenance", Provenance);
}

/// <summary>Specifies where a parameter's first values come from.</summary>
public enum Provenance
{
    /// <summary>The pretrained weights.</summary>
    Pretrained,

    /// <summary>Drawn at random, as the architecture's authors or PyTorch do.</summary>
    New,

    /// <summary>Whatever the factory of the custom module gives it.</summary>
    Factory,
}
