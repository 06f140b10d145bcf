using Transfer.Common;

namespace Transfer.Planning;

/// <summary>What a step that names layers matched.</summary>
public sealed class SelectionCount : Value
{
    internal SelectionCount(string step, string? phase, string layers, int parameters, long elements)
    {
        Step = Argument.Named(step, nameof(step));
        Phase = phase;
        Layers = Argument.Named(layers, nameof(layers));
        Parameters = Argument.NotNegative(parameters, nameof(parameters));
        Elements = Argument.NotNegative(elements, nameof(elements));
    }

    /// <summary>Gets the step as the recipe writes it: <c>.Unfreeze(Layers.Biases)</c>.</summary>
    public string Step { get; }

    /// <summary>Gets the phase that it stands in; null when it is the recipe's own.</summary>
    public string? Phase { get; }

    /// <summary>Gets the module path, glob or kind.</summary>
    public string Layers { get; }

    /// <summary>Gets the number of parameters that it matched.</summary>
    public int Parameters { get; }

    /// <summary>Gets the number of elements that these hold.</summary>
    public long Elements { get; }

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("step", Step)
        .AddUnwritten("phase", Phase)
        .AddUnwritten("layers", Layers)
        .AddUnwritten("parameters", Parameters)
        .AddUnwritten("elements", Elements);
}
