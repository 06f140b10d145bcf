using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>Represents a loss function. Create one with <see cref="Losses"/>.</summary>
public abstract class Loss : Construct
{
    private protected Loss()
    {
    }

    /// <summary>Gets what sentences call it: <c>cross-entropy</c>.</summary>
    public string Name => Traits.Name;

    /// <summary>
    /// Gets whether an image has one class, and the scores go through softmax; otherwise it has any number of labels, each of a
    /// sigmoid.
    /// </summary>
    public bool IsOfOneClass => Traits.IsOfOneClass;

    /// <summary>Gets what rules and back ends have to know of the kind.</summary>
    internal abstract LossTraits Traits { get; }

    /// <summary>Returns what makes it impossible with a network.</summary>
    /// <param name="outputs">The length of the network's output.</param>
    internal abstract IEnumerable<Problem> ProblemsWith(int outputs);

    /// <summary>Weights that are each 0 or more; none for null.</summary>
    private protected static EquatableList<double> Checked(IReadOnlyList<double>? weights, string name) =>
        (weights ?? []).Select(weight => Argument.NotNegative(weight, name)).ToEquatableList();

    /// <summary>Returns what is wrong with weights that are not one for each output.</summary>
    private protected static IEnumerable<Problem> ProblemsOf(string argument, EquatableList<double> weights, int outputs)
    {
        var count = Literal.Number(outputs);
        if (weights.Count > 0 && weights.Count != outputs)
        {
            yield return new Problem(
                $"{argument} has {Literal.Number(weights.Count)} weights, but the network has {count} outputs",
                $"give one weight for each of the {count} outputs");
        }
    }
}

/// <summary>What rules and back ends have to know of a kind of loss.</summary>
/// <param name="Name">What sentences call it.</param>
/// <param name="IsOfOneClass">
/// Whether an image has one class, and the scores go through softmax; else it has any number of labels, each of a sigmoid.
/// </param>
internal sealed record LossTraits(string Name, bool IsOfOneClass);

/// <summary>The loss functions; definitions and defaults are those of PyTorch.</summary>
public static partial class Losses
{
    private const string Prefix = nameof(Losses) + ".";

    // Explicit, so that the definitions in all files of this class are there before its first method runs.
    static Losses()
    {
    }

    /// <summary>Returns the kind of a name; null when there is none.</summary>
    internal static Definition<Loss>? Find(string name) => Definition<Loss>.Find(name);
}
