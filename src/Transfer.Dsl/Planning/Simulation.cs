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
    private readonly List<Selection> selections = [];
    private readonly List<Obstacle> obstacles = [];
    private readonly StateHistory history = new();
    private readonly List<ReplacedHead> replacedHeads = [];
    private Dictionary<string, StepPlace?> frozenBy = [];
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
        CheckPretrainedShapes();
        for (var i = 0; i < steps.Count && graph is not null; i++)
        {
            Apply(new StepPlace(i, steps[i]), graph);
        }

        if (graph is not null)
        {
            CheckLoss(graph);
        }

        ParameterFact[] parameters = graph is null ? [] : Parameters(graph);
        var facts = new RecipeFacts(
            architecture,
            steps,
            graph,
            weights,
            parameters,
            graph is null ? [] : Phases(graph, parameters),
            selections,
            obstacles,
            !steps.Any(step => step is UnknownStep { AffectsParameters: true }));
        return facts with { Changes = history.Changes, ReplacedHeads = replacedHeads };
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
            if (architecture.Weights.Count == 0 && pretrained.Source is not WeightsSource.File)
            {
                obstacles.Add(new Obstacle(
                    i,
                    ObstacleKind.WeightsEntry,
                    $"{architecture.Name} is a module of one's own: it has no published weights",
                    "name a file, Pretrained(WeightsFile.At(…)), or let the module's factory load them"));
            }
            else if (pretrained.Source is WeightsSource.Entry wanted)
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
        var step = steps.ToList().FindLastIndex(one => one is InputSizeStep);
        var input = RecipeNetwork.InputOf(steps, weights);
        try
        {
            graph = GraphCache.Of(architecture, input);
            frozenBy = new(graph.Parameters.Count);
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
                LeastInput.Remedy(architecture, input[0], input[1])
                    + $"; {architecture.Name} was trained at {weights.Preprocessing.Crop}"));
        }
    }

    // A position embedding is as long as the picture has patches: published weights of another size don't fit.
    private void CheckPretrainedShapes()
    {
        var step = steps.ToList().FindLastIndex(one => one is InputSizeStep);
        var crop = weights.Preprocessing.Crop;
        if (graph is null || step < 0 || graph.Input[1] == crop
            || steps.OfType<PretrainedStep>().LastOrDefault() is not { Source: not WeightsSource.File })
        {
            return;
        }

        var own = GraphCache.Of(architecture, Shape.Of(graph.Input[0], crop, crop));
        var misfit = graph.Parameters.Zip(own.Parameters, (wanted, given) => (Wanted: wanted, Given: given))
            .FirstOrDefault(pair => pair.Wanted.Shape != pair.Given.Shape);
        if (misfit.Wanted is { } wanted)
        {
            var sizes = architecture.Weights.Select(entry => $"{entry.Name} for {Code.Number(entry.Preprocessing.Crop)}");
            obstacles.Add(new Obstacle(
                step,
                ObstacleKind.Shape,
                $"{architecture.Name}, {wanted.Name}: {weights.Name} was trained at {Code.Number(crop)} pixels and has the shape "
                    + $"{misfit.Given.Shape}, {Code.Number(graph.Input[1])} pixels need {wanted.Shape}",
                $"use InputSize({Code.Number(crop)}), or a weights entry of the size that you need: {string.Join(", ", sizes)}"));
        }
    }

    private void CheckLoss(Graph current)
    {
        var step = steps.ToList().FindLastIndex(one => one is LossStep);
        var loss = step < 0 ? null : ((LossStep)steps[step]).Loss;
        var (argument, given) = loss switch
        {
            CrossEntropyLoss crossEntropy => ("classWeights", crossEntropy.ClassWeights),
            BinaryCrossEntropyLoss binary => ("positiveWeights", binary.PositiveWeights),
            _ => (string.Empty, EquatableList<double>.Empty),
        };
        var outputs = Code.Number(current.Output[0]);
        if (given.Count > 0 && given.Count != current.Output[0])
        {
            obstacles.Add(new Obstacle(
                step,
                ObstacleKind.Loss,
                $"{argument} has {Code.Number(given.Count)} weights, but the network has {outputs} outputs",
                $"give one weight for each of the {outputs} outputs"));
        }
        else if (given.Count > 0 && loss is CrossEntropyLoss && given.All(weight => weight == 0))
        {
            obstacles.Add(new Obstacle(
                step,
                ObstacleKind.Loss,
                $"all {outputs} classWeights are 0: the loss is divided by their sum",
                "give the classes that count a weight above 0"));
        }

        if (loss is CrossEntropyLoss { LabelSmoothing: 1 })
        {
            obstacles.Add(new Obstacle(
                step,
                ObstacleKind.Loss,
                $"labelSmoothing 1 spreads the whole target over the {outputs} outputs: no class is more right than another",
                "give a share below 1, e.g. 0.1"));
        }
    }

    // Each goes on from what the one before left frozen.
    private List<PhaseFacts> Phases(Graph current, IReadOnlyList<ParameterFact> start)
    {
        var common = steps.Where(step => step is not PhaseStep).ToArray();
        var shared = selections.ToArray();
        var phases = new List<PhaseFacts>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not PhaseStep phase)
            {
                continue;
            }

            var before = selections.Count;
            for (var inner = 0; inner < phase.Steps.Count; inner++)
            {
                Apply(new StepPlace(i, phase.Steps[inner], inner), current);
            }

            history.Settle();
            phases.Add(new PhaseFacts(
                i,
                phase.Name ?? $"phase {Code.Number(phases.Count + 1)}",
                phase.Epochs,
                [.. common, .. phase.Steps],
                phase.Steps,
                Parameters(current),
                [.. shared, .. selections.Skip(before)]));
        }

        history.Settle();
        var epochs = steps.OfType<EpochsStep>().LastOrDefault()?.Count ?? 1;
        return phases.Count > 0 ? phases : [new PhaseFacts(-1, "train", epochs, common, [], start, shared)];
    }

    private void Apply(StepPlace place, Graph current)
    {
        switch (place.Call)
        {
            case FreezeAllStep:
                Set(current.Parameters, place, freezes: true);
                break;
            case FreezeStep freeze:
                Set(SelectAll(current, place, freeze.Layers), place, freezes: true);
                break;
            case FreezeUpToStep upTo:
                var last = Select(current, place, upTo.Layer).Select(parameter => parameter.Node).DefaultIfEmpty(-1).Max();
                Set(current.Parameters.Where(parameter => parameter.Node <= last), place, freezes: true);
                break;
            case UnfreezeAllStep:
                Set(current.Parameters, place, freezes: false);
                break;
            case UnfreezeStep unfreeze:
                Set(SelectAll(current, place, unfreeze.Layers), place, freezes: false);
                break;
            case UnfreezeFromStep from:
                var first = Select(current, place, from.Layer).Select(parameter => parameter.Node)
                    .DefaultIfEmpty(int.MaxValue).Min();
                Set(current.Parameters.Where(parameter => parameter.Node >= first), place, freezes: false);
                break;
            case UnfreezeLastStep deepest:
                Set(InLastStages(current, deepest.Stages), place, freezes: false);
                break;
            case GroupStep group:
                Select(current, place, group.Layer);
                break;
            case NoDecayStep noDecay:
                SelectAll(current, place, noDecay.Layers);
                break;
            case HeadStep or FeaturesStep:
                ReplaceHead(current, place);
                break;
            case DropoutStep:
                RequireLayer<Dropout>(current, place, "dropout", "put some into the head, Head(…, dropout: …), or drop the step");
                graph = RecipeNetwork.Apply(current, place.Call);
                break;
            case StochasticDepthStep:
                RequireLayer<StochasticDepth>(current, place, "stochastic depth", "drop the step");
                graph = RecipeNetwork.Apply(current, place.Call);
                break;
        }
    }

    private void RequireLayer<T>(Graph current, StepPlace place, string what, string remedy)
        where T : Operator
    {
        if (!current.Nodes.Any(node => node.Operator is T))
        {
            obstacles.Add(new Obstacle(
                place.Step,
                ObstacleKind.NoSuchLayer,
                $"{place} changes nothing: {architecture.Name} has no {what} layer that it could set",
                remedy));
        }
    }

    private void ReplaceHead(Graph current, StepPlace place)
    {
        try
        {
            graph = RecipeNetwork.Apply(current, place.Call);
        }
        catch (ShapeException error)
        {
            obstacles.Add(new Obstacle(place.Step, ObstacleKind.Shape, error.Message, "change the layers of the head"));
            return;
        }

        var removed = current.Parameters.Where(parameter => HeadSurgery.IsHead(current, current.Nodes[parameter.Node])).ToArray();
        history.Replace(place, removed);
        if (headStep is { } before)
        {
            replacedHeads.Add(new ReplacedHead(before, place.Step, removed.Sum(parameter => parameter.Shape.Elements)));
        }

        foreach (var parameter in removed)
        {
            frozenBy.Remove(parameter.Name);
        }

        headStep = place.Step;
        foreach (var parameter in graph.Parameters.Where(parameter => HeadSurgery.IsHead(graph, graph.Nodes[parameter.Node])))
        {
            frozenBy[parameter.Name] = null;
        }
    }

    // The head counts for itself: a network without one has its last stages all the same.
    private static IEnumerable<GraphTensor> InLastStages(Graph current, int count)
    {
        var stages = Stages.Of(current);
        var hasHead = current.Parameters.Any(parameter => HeadSurgery.IsHead(current, current.Nodes[parameter.Node]));
        var last = stages.Skip(stages.Count - count - (hasHead ? 1 : 0)).ToArray();
        return current.Parameters.Where(parameter => last.Any(stage => stage.Nodes[parameter.Node]));
    }

    private GraphTensor[] SelectAll(Graph current, StepPlace place, EquatableList<string> layers) =>
        layers.SelectMany((layer, i) => Select(current, place, layer, i)).ToArray();

    private IReadOnlyList<GraphTensor> Select(Graph current, StepPlace place, string layer, int argument = 0)
    {
        var selected = Selector.Select(layer, current);
        selections.Add(new Selection(
            place,
            argument,
            layer,
            selected.Select(parameter => parameter.Name).ToEquatableList(),
            selected.Count > 0 || Selector.Exists(layer, current)));
        return selected;
    }

    private void Set(IEnumerable<GraphTensor> parameters, StepPlace place, bool freezes)
    {
        var named = parameters.ToArray();
        history.Add(place, freezes, named, frozenBy);
        foreach (var parameter in named)
        {
            frozenBy[parameter.Name] = freezes ? place : null;
        }
    }

    private ParameterFact[] Parameters(Graph current) => current.Parameters
        .Select(parameter => new ParameterFact(
            parameter.Name,
            parameter.Shape.Elements,
            frozenBy[parameter.Name],
            headStep is not null && HeadSurgery.IsHead(current, current.Nodes[parameter.Node]) ? headStep : null))
        .ToArray();
}
