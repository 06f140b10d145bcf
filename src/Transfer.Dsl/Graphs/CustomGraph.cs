using Transfer.Operators;

namespace Transfer.Graphs;

/// <summary>Builds the graph of a network of which only the named modules are known.</summary>
internal static class CustomGraph
{
    /// <summary>
    /// Returns the modules in the order of their registration, which stands for the unknown order of execution. The head comes
    /// last, as it must run last.
    /// </summary>
    /// <param name="name">The network's name.</param>
    /// <param name="input">The shape of the network's input.</param>
    /// <param name="leaves">The modules in the order of registration: those that own tensors, and those without children.</param>
    /// <param name="headPath">The module path of the fully connected head, one of the leaves.</param>
    /// <param name="features">The length of the head's input.</param>
    public static Graph Of(
        string name, Shape input, IReadOnlyList<(string Path, CustomModule Module)> leaves, string headPath, int features)
    {
        var builder = new GraphBuilder(name, input);
        var head = leaves.First(leaf => leaf.Path == headPath);
        if (head != leaves[leaves.Count - 1])
        {
            // Only then does the order of the nodes differ from that of the state dict.
            foreach (var leaf in leaves)
            {
                builder.Declare(leaf.Path);
            }
        }

        var value = builder.Input;
        foreach (var leaf in leaves.Where(leaf => leaf != head))
        {
            value = builder.Add(leaf.Path, leaf.Module, value);
        }

        builder.Add(head.Path, head.Module, builder.Add(string.Empty, new CustomFeatures(features), value));
        return builder.Build(headPath);
    }
}
