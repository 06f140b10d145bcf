using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Graphs.Operators;
using Transfer.Steps;

namespace Transfer.Planning;

/// <summary>Applies a recipe's steps in order to the graph and the frozen state, as the PyTorch statements they stand for would.</summary>
internal sealed class Simulation
{
    private readonly Architecture architecture;
    private readonly IReadOnlyList<Step> steps;
    private readonly Dictionary<string, int?> frozenBy = [];
    private readonly List<Selection> selections = [];
    private readonly List<Obstacle> obstacles = [];
    private WeightsEntry weights;
    private Graph? graph;
    private int? headStep;

    private Simulation(Architecture architecture, IReadOnlyList<Step> steps)
    {
        this.architecture = architecture;
        this.steps = steps;
        weights = architecture.DefaultWeights;
    }

    public static RecipeFacts Run(Architecture architecture, IReadOnlyList<Step> steps) => new Simulation(architecture, steps).Run();

    private RecipeFacts Run()
    {
        ChooseWeights();
        BuildGraph();
        for (var i = 0; i < steps.Count && graph is not null; i++)
        {
            Apply(i, graph);
        }

        return new RecipeFacts(
            architecture,
            steps,
            graph,
            weights,
            graph is null ? [] : graph.Parameters.Select(Fact).ToArray(),
            selections,
            obstacles,
            !steps.Any(step => step is UnknownStep { AffectsParameters: true }));
    }

    // The entry decides the input, and so the graph, before any other step applies.
    private void ChooseWeights()
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not PretrainedStep pretrained)
            {
                continue;
            }

            weights = architecture.DefaultWeights;
            if (pretrained.Source is WeightsSource.Entry wanted)
            {
                var found = architecture.Weights.FirstOrDefault(entry => entry.Name == wanted.Name);
                weights = found ?? weights;
                if (found is null)
                {
                    obstacles.Add(new Obstacle(
                        i,
                        ObstacleKind.WeightsEntry,
                        $"{architecture.Name} has no weights entry {Code.Text(wanted.Name)}",
                        $"use one of {string.Join(", ", architecture.Weights.Select(entry => entry.Name))}, or Pretrained() for the first of them"));
                }
            }
        }
    }

    private void BuildGraph()
    {
        var step = -1;
        var pixels = weights.Preprocessing.Crop;
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is InputSizeStep size)
            {
                (step, pixels) = (i, size.Pixels);
            }
        }

        try
        {
            graph = GraphCache.Of(architecture, Shape.Of(3, pixels, pixels));
            foreach (var parameter in graph.Parameters)
            {
                frozenBy[parameter.Name] = null;
            }
        }
        catch (ShapeException error)
        {
            obstacles.Add(new Obstacle(
                step,
                ObstacleKind.Shape,
                error.Message,
                $"use a larger input; {architecture.Name} was trained at {weights.Preprocessing.Crop} pixels"));
        }
    }

    private void Apply(int index, Graph current)
    {
        switch (steps[index])
        {
            case FreezeAllStep:
                Set(current.Parameters.Select(parameter => parameter.Name), index);
                break;
            case FreezeStep freeze:
                SetSelected(current, index, freeze.Layers, index);
                break;
            case UnfreezeStep unfreeze:
                SetSelected(current, index, unfreeze.Layers, null);
                break;
            case UnfreezeFromStep from:
                UnfreezeFrom(current, index, from.Layer);
                break;
            case GroupStep group:
                Select(current, index, 0, group.Layer);
                break;
            case HeadStep head:
                ReplaceHead(current, index, head.Layers);
                break;
            case FeaturesStep:
                ReplaceHead(current, index, []);
                break;
            case DropoutStep dropout:
                graph = current.Change<Dropout>(op => op with { Probability = dropout.Probability });
                break;
            case StochasticDepthStep depth:
                var largest = current.Nodes.Select(node => node.Operator).OfType<StochasticDepth>().Select(op => op.Probability)
                    .DefaultIfEmpty(0).Max();
                graph = largest == 0
                    ? current
                    : current.Change<StochasticDepth>(op => op with { Probability = op.Probability / largest * depth.Probability });
                break;
        }
    }

    private void ReplaceHead(Graph current, int index, IReadOnlyList<HeadLayer> head)
    {
        try
        {
            graph = current.ReplaceHead(head);
        }
        catch (ShapeException error)
        {
            obstacles.Add(new Obstacle(index, ObstacleKind.Shape, error.Message, "change the layers of the head"));
            return;
        }

        headStep = index;
        foreach (var parameter in graph.Parameters.Where(parameter => HeadSurgery.IsHead(graph, graph.Nodes[parameter.Node])))
        {
            frozenBy[parameter.Name] = null;
        }
    }

    private void UnfreezeFrom(Graph current, int index, string layer)
    {
        var selected = new HashSet<string>(Select(current, index, 0, layer));
        if (selected.Count > 0)
        {
            var first = current.Parameters.Where(parameter => selected.Contains(parameter.Name)).Min(parameter => parameter.Node);
            Set(current.Parameters.Where(parameter => parameter.Node >= first).Select(parameter => parameter.Name), null);
        }
    }

    private void SetSelected(Graph current, int index, EquatableList<string> layers, int? by)
    {
        for (var argument = 0; argument < layers.Count; argument++)
        {
            Set(Select(current, index, argument, layers[argument]), by);
        }
    }

    private EquatableList<string> Select(Graph current, int index, int argument, string pattern)
    {
        var selected = Selector.Select(pattern, current.Parameters.Select(parameter => parameter.Name));
        selections.Add(new Selection(index, argument, pattern, selected));
        return selected;
    }

    private void Set(IEnumerable<string> parameters, int? by)
    {
        foreach (var parameter in parameters)
        {
            frozenBy[parameter] = by;
        }
    }

    private ParameterFact Fact(GraphTensor parameter) => new(
        parameter.Name,
        parameter.Shape.Elements,
        frozenBy[parameter.Name],
        headStep is not null && HeadSurgery.IsHead(graph!, graph!.Nodes[parameter.Node]) ? headStep : null);
}
