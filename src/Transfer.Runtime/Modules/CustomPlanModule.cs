using TorchSharp;
using TorchSharp.Modules;
using Transfer.Graphs;
using Transfer.Operators;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>A custom module under a plan: the same names, with the plan's head, modes and frozen parameters.</summary>
internal sealed class CustomPlanModule : PlanModule
{
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly Graph graph;
    private readonly IReadOnlyList<(nn.Module Module, int[] Nodes)> modes;
    private IReadOnlySet<int> inferenceNodes = new HashSet<int>();

    private CustomPlanModule(Graph graph, nn.Module<Tensor, Tensor> network)
        : base(graph.Architecture)
    {
        this.graph = graph;
        this.network = network;
        modes = CustomModuleTree.Read(graph.Architecture, network).Modules
            .Select(found => (found.Module, DecisiveNodes(graph, found.Path)))
            .ToArray();
    }

    /// <summary>Has the plan's factory make the module, and puts the plan's head on.</summary>
    public static CustomPlanModule Of(Plan plan, int seed)
    {
        var name = plan.Graph.Architecture;
        var factory = plan.Factory as Func<nn.Module<Tensor, Tensor>> ?? throw new BackboneModuleException(
            $"\"{name}\" is a module of the program's own: a plan knows its names and shapes, not its code. Give its factory: "
            + "TransferModel.Open(path, module: () => new …) for a file, plan.WithModule(() => new …) for a plan.");
        var network = CustomModuleFactory.Make(name, factory, seed);
        try
        {
            var tree = CustomModuleTree.Read(name, network);
            CustomModuleComparison.Check(plan.Graph, tree);
            if (plan.Graph.Nodes.First(node => plan.Graph.IsInHead(node.Path)).Operator is not CustomModule)
            {
                ModuleReplacement.Replace(name, tree.Modules, plan.Graph.HeadPath, CustomHead.Of(plan.Graph, seed));
            }

            return new CustomPlanModule(plan.Graph, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    internal override Tensor ForwardFrom(int node, Tensor value) => node == 0
        ? forward(value)
        : throw new ArgumentOutOfRangeException(nameof(node), node, "A custom module has no cut.");

    public override Tensor forward(Tensor input)
    {
        var output = network.call(input);
        return output.dim() == 2 && output.shape[1] == graph.Output[0]
            ? output
            : throw new BackboneModuleException(
                $"\"{graph.Architecture}\" gives {string.Join("×", output.shape)}, where its head {graph.HeadPath} gives "
                + $"N×{graph.Output[0]}: what the head gives has to be what the network gives.");
    }

    public override void train(bool train = true)
    {
        base.train(train);
        network.train(train);
        if (!train)
        {
            return;
        }

        // Each sets what is inside it too, so the modules inside come later.
        foreach (var (module, nodes) in modes.Skip(1))
        {
            module.train(nodes.Length == 0 || !nodes.All(inferenceNodes.Contains));
        }
    }

    public override IEnumerable<(string name, nn.Module module)> named_children() => network.named_children();

    public override IEnumerable<(string name, nn.Module module)> named_modules() => network.named_modules();

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
        network.named_parameters(recurse);

    public override IEnumerable<(string name, Tensor buffer)> named_buffers(
        bool recurse = true, bool include_nonpersistent = true) =>
        network.named_buffers(recurse, include_nonpersistent);

    public override bool has_parameter(string target) => network.has_parameter(target);

    public override bool has_buffer(string target) => network.has_buffer(target);

    public override Parameter? get_parameter(string target) => network.get_parameter(target);

    public override Tensor? get_buffer(string target) => network.get_buffer(target);

    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        if (device is not null)
        {
            network.to(device, non_blocking);
        }

        if (dtype is { } type)
        {
            network.to(type, non_blocking);
        }

        // All is moved; what is left is to remember where to.
        base._toEpilog(dtype, device, non_blocking);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            network.Dispose();
        }

        base.Dispose(disposing);
    }

    private protected override void RunInInference(IReadOnlySet<int> nodes)
    {
        inferenceNodes = nodes;
        train(training);
    }

    // A module that holds others follows them, but for norms: those may drift inside what is frozen.
    private static int[] DecisiveNodes(Graph graph, string path)
    {
        var inside = graph.Nodes
            .Where(node => node.Index > 0 && node.Operator is not CustomFeatures && ModulePath.IsWithin(node.Path, path))
            .ToArray();
        var others = inside.Where(node => !node.Operator.HasRunningStatistics).ToArray();
        return (others.Length > 0 ? others : inside).Select(node => node.Index).ToArray();
    }
}
