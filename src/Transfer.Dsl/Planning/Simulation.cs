using Transfer.Architectures;
using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer.Planning;

/// <summary>
/// Applies a recipe's steps in order to the graph and the frozen state, as the PyTorch statements they stand for would.
/// </summary>
internal sealed class Simulation : INetworkState
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
    private StepPlace place = null!;

    private Simulation(Architecture architecture, IReadOnlyList<Step> steps)
    {
        this.architecture = architecture;
        this.steps = steps;
        weights = architecture.DefaultWeights;
    }

    public static SimulatedRecipe Run(Architecture architecture, IReadOnlyList<Step> steps) =>
        new Simulation(architecture, steps).Run();

    private SimulatedRecipe Run()
    {
        ChooseWeights();
        BuildGraph();
        CheckPretrainedShapes();
        for (var i = 0; i < steps.Count && graph is not null; i++)
        {
            Apply(new StepPlace(RecipePlace.OfStep(i), steps[i]));
        }

        if (graph is not null)
        {
            CheckSettings(graph);
        }

        var parameters = graph is null ? [] : Parameters(graph);
        var recipe = new SimulatedRecipe(
            architecture,
            steps,
            graph,
            weights,
            parameters,
            graph is null ? [] : Phases(graph, parameters),
            selections,
            obstacles,
            !steps.Any(step => step is UnknownStep { Definition.AffectsParameters: true }));
        return recipe with { Changes = history.Changes, ReplacedHeads = replacedHeads };
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
                    RecipePlace.OfStep(i),
                    ObstacleKind.WeightsEntry,
                    $"{architecture.Name} is {architecture.Custom}: it has no published weights",
                    "name a file, Pretrained(WeightsFile.At(…)), "
                        + (architecture.Factory is null ? "or remove the step" : "or let the module's factory load them")));
            }
            else if (pretrained.Source is WeightsSource.Entry wanted)
            {
                var found = architecture.Weights.FirstOrDefault(entry => entry.Name == wanted.Name);
                weights = found ?? weights;
                if (found is null)
                {
                    obstacles.Add(new Obstacle(
                        RecipePlace.OfStep(i),
                        ObstacleKind.WeightsEntry,
                        $"{architecture.Name} has no weights entry {Literal.Text(wanted.Name)}",
                        $"use one of {string.Join(", ", architecture.Weights.Select(entry => entry.Name))}, or Pretrained() "
                        + "for the first of them"));
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
                step < 0 ? RecipePlace.Backbone : RecipePlace.OfStep(step),
                ObstacleKind.Shape,
                error.Message,
                LeastInput.Remedy(architecture, input[0], input[1])
                    + (architecture.Weights.Count > 0
                        ? $"; {architecture.Name} was trained at {weights.Preprocessing.Crop}"
                        : string.Empty)));
        }
    }

    // A position embedding is as long as the image has patches: published weights of another size don't fit.
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
            var sizes = architecture.Weights.Select(entry => $"{entry.Name} for {Literal.Number(entry.Preprocessing.Crop)}");
            obstacles.Add(new Obstacle(
                RecipePlace.OfStep(step),
                ObstacleKind.Shape,
                $"{architecture.Name}, {wanted.Name}: {weights.Name} was trained at {Literal.Number(crop)} pixels and has "
                + "the shape "
                    + $"{misfit.Given.Shape}, {Literal.Number(graph.Input[1])} pixels need {wanted.Shape}",
                $"use InputSize({Literal.Number(crop)}), or a weights entry of the size that you need: "
                + $"{string.Join(", ", sizes)}"));
        }
    }

    private void CheckSettings(Graph current)
    {
        var inForce = RunSettings.Of(steps);
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is RunSettingStep { Setting: var setting } && inForce.Any(one => ReferenceEquals(one, setting)))
            {
                obstacles.AddRange(setting.ProblemsWith(current.Output[0])
                    .Select(problem => new Obstacle(RecipePlace.OfStep(i), ObstacleKind.Loss, problem.Reason, problem.Remedy)));
            }
        }
    }

    // Each continues from what the one before left frozen.
    private List<SimulatedPhase> Phases(Graph current, IReadOnlyList<ParameterState> start)
    {
        var common = steps.Where(step => step is not PhaseStep).ToArray();
        var shared = selections.ToArray();
        var phases = new List<SimulatedPhase>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not PhaseStep phase)
            {
                continue;
            }

            var before = selections.Count;
            for (var inner = 0; inner < phase.Steps.Count; inner++)
            {
                Apply(new StepPlace(RecipePlace.OfStep(i).OfCall(inner), phase.Steps[inner]));
            }

            history.Settle();
            phases.Add(new SimulatedPhase(
                i,
                phase.Name ?? $"phase {Literal.Number(phases.Count + 1)}",
                phase.Epochs,
                [.. common, .. phase.Steps],
                phase.Steps,
                Parameters(current),
                [.. shared, .. selections.Skip(before)]));
        }

        history.Settle();
        var epochs = steps.OfType<EpochsStep>().LastOrDefault()?.Count ?? 1;
        return phases.Count > 0 ? phases : [new SimulatedPhase(-1, "train", epochs, common, [], start, shared)];
    }

    Graph INetworkState.Graph => graph!;

    private void Apply(StepPlace next)
    {
        place = next;
        next.Call.Apply(this);
    }

    void INetworkState.SetRandomLayers(Step step, Randomness randomness, string what, string remedy)
    {
        if (!graph!.Nodes.Any(node => node.Operator.Randomness == randomness))
        {
            obstacles.Add(new Obstacle(
                RecipePlace.OfStep(place.Step),
                ObstacleKind.NoSuchLayer,
                $"{place} changes nothing: {architecture.Name} has no {what} layer that it could set",
                remedy));
        }

        graph = step.Change(graph);
    }

    void INetworkState.ReplaceHead(Step step)
    {
        var current = graph!;
        try
        {
            graph = step.Change(current);
        }
        catch (ShapeException error)
        {
            obstacles.Add(
                new Obstacle(RecipePlace.OfStep(place.Step), ObstacleKind.Shape, error.Message, "change the layers of the head"));
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

    IReadOnlyList<GraphTensor> INetworkState.SelectAll(EquatableList<string> layers) =>
        layers.SelectMany((layer, i) => Select(layer, i)).ToArray();

    public IReadOnlyList<GraphTensor> Select(string layer, int argument)
    {
        var selected = Selector.Select(layer, graph!);
        selections.Add(new Selection(
            place,
            argument,
            layer,
            selected.Select(parameter => parameter.Name).ToEquatableList(),
            selected.Count > 0 || Selector.Exists(layer, graph!)));
        return selected;
    }

    void INetworkState.SetFrozen(IEnumerable<GraphTensor> parameters, bool frozen)
    {
        var named = parameters.ToArray();
        history.Add(place, frozen, named, frozenBy);
        foreach (var parameter in named)
        {
            frozenBy[parameter.Name] = frozen ? place : null;
        }
    }

    private ParameterState[] Parameters(Graph current) => current.Parameters
        .Select(parameter => new ParameterState(
            parameter.Name,
            parameter.Shape.Elements,
            frozenBy[parameter.Name],
            headStep is not null && HeadSurgery.IsHead(current, current.Nodes[parameter.Node]) ? headStep : null))
        .ToArray();
}
