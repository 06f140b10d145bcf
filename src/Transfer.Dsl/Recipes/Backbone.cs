using Transfer.Architectures;
using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>Where every recipe starts: the network whose features are transferred.</summary>
public static partial class Backbone
{
    /// <summary>Gets the names that <see cref="Named"/> takes, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        Zoo.Architectures.Select(architecture => architecture.Name).ToArray();

    /// <summary>Returns a built-in backbone by its name in torchvision.</summary>
    /// <param name="name">The name: <c>resnet18</c>.</param>
    /// <returns>A recipe that trains the whole network, from random weights.</returns>
    /// <exception cref="ArgumentException">No built-in backbone has this name; the message gives the nearest.</exception>
    public static Recipe Named(string name)
    {
        Argument.NotNull(name, nameof(name));
        if (Zoo.Find(name) is { } architecture)
        {
            return new Recipe(architecture, Array.Empty<Step>());
        }

        var nearest = NearestNames.Of(name, Names);
        var hint = nearest.Count > 0 ? $"The nearest are {Literal.Texts(nearest)}." : "Backbone.Names lists them.";
        throw new ArgumentException($"There is no backbone {Literal.Text(name)}. {hint}", nameof(name));
    }
}
