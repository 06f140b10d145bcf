using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>A custom module as an architecture: the run makes it of the module, the compiler of its source.</summary>
internal static class CustomArchitecture
{
    /// <summary>Checks what a recipe over such a module gives beside the module, or over a custom graph.</summary>
    /// <exception cref="ArgumentException">A name is empty, or that of a built-in backbone.</exception>
    public static void Check(string name, string head)
    {
        Argument.Named(name, nameof(name));
        Argument.Named(head, nameof(head));
        if (Zoo.Find(name) is not null)
        {
            throw new ArgumentException(
                $"{Literal.Text(name)} is the name of a built-in backbone; give your own another one.", nameof(name));
        }
    }

    /// <summary>Returns the architecture.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="leaves">Its modules in the order of registration: those that own tensors, and those without children.</param>
    /// <param name="head">The module path of its fully connected head, one of the leaves.</param>
    /// <param name="features">Length of the head's input.</param>
    /// <param name="factory">What makes the module, for who can run it.</param>
    public static Architecture Of(
        string name, IReadOnlyList<(string Path, CustomModule Module)> leaves, string head, int features, object factory) =>
        new(name, "From", input => CustomGraph.Of(name, input, leaves, head, features))
        {
            Custom = "a custom module",
            Arguments = $"{Literal.Text(name)}, () => …, head: {Literal.Text(head)}",
            Factory = factory,
        };
}
