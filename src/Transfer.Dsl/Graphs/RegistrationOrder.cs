
namespace Transfer.Graphs;

/// <summary>
/// Determines the order in which PyTorch lists the parameters of a network whose modules are registered in the order of their
/// first use: a module's own parameters, then its children's. Architectures that register in another order declare it.
/// </summary>
internal static class RegistrationOrder
{
    /// <summary>Returns the indices of the nodes that own tensors, in state-dict order.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<Node> nodes, IReadOnlyList<string> declared)
    {
        var root = new Module();
        foreach (var path in declared)
        {
            root.At(path);
        }

        foreach (var node in nodes)
        {
            if (node.Operator.Parameters.Count > 0 || node.Operator.Buffers.Count > 0)
            {
                root.At(node.Path).Nodes.Add(node.Index);
            }
        }

        var order = new List<int>();
        root.Collect(order);
        return order;
    }

    private sealed class Module
    {
        private readonly List<KeyValuePair<string, Module>> children = [];

        public List<int> Nodes { get; } = [];

        public Module At(string path)
        {
            var module = this;
            foreach (var segment in path.Length == 0 ? Array.Empty<string>() : path.Split('.'))
            {
                var child = module.children.Find(pair => pair.Key == segment).Value;
                if (child is null)
                {
                    child = new Module();
                    module.children.Add(new(segment, child));
                }

                module = child;
            }

            return module;
        }

        public void Collect(List<int> order)
        {
            order.AddRange(Nodes);
            foreach (var child in children)
            {
                child.Value.Collect(order);
            }
        }
    }
}
