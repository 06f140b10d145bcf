using Transfer.Architectures;
using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Recipes;

/// <summary>For back ends: recipes over a custom module, which a back end alone can make and read.</summary>
public static class CustomBackbone
{
    /// <summary>Checks what can be checked before the module is made.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="head">The module path of its last fully connected layer.</param>
    /// <exception cref="ArgumentException">A name is empty, or that of a built-in backbone.</exception>
    public static void Check(string name, string head) => CustomArchitecture.Check(name, head);

    /// <summary>Returns a recipe that trains the whole network, from what the factory fills it with.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="modules">
    /// Its modules in the order of registration: those that own tensors, and those without children.
    /// </param>
    /// <param name="head">The module path of its fully connected head, one of the modules.</param>
    /// <param name="features">The length of the head's input, 1 or more.</param>
    /// <param name="factory">
    /// A function of the back end's that makes the module; it becomes the plan's <see cref="Plan.Factory"/>.
    /// </param>
    /// <returns>The recipe.</returns>
    /// <exception cref="ArgumentException">
    /// A name is empty or that of a built-in backbone, the head is none of the modules, or a number is below 1.
    /// </exception>
    public static Recipe Of(
        string name, IReadOnlyList<(string Path, CustomModule Module)> modules, string head, int features, object factory)
    {
        CustomArchitecture.Check(name, head);
        Argument.Positive(features, nameof(features));
        Argument.NotNull(factory, nameof(factory));
        return Argument.NotNull(modules, nameof(modules)).Any(module => module.Path == head)
            ? new Recipe(CustomArchitecture.Of(name, modules, head, features, factory), [])
            : throw new ArgumentException($"No module has the path {Literal.Text(head)}.", nameof(head));
    }
}
