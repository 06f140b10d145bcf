using System.ComponentModel;
using Transfer.Architectures;
using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Plans;
using Transfer.Recipes;
using Transfer.Rules;

namespace Transfer.Generated;

/// <summary>
/// Builds a plan from a recipe and from what the compiler computed for it; meant for generated code. Nothing is planned and no
/// rule is run; the network comes from the architecture's graph.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PlanData
{
    private readonly Recipe recipe;
    private readonly WeightsEntry weights;
    private readonly Graph graph;
    private readonly string[] names;
    private readonly List<Draft> phases = [];
    private readonly List<SelectionCount> selections = [];
    private readonly List<Finding> findings = [];

    private PlanData(Recipe recipe)
    {
        this.recipe = recipe;
        weights = RecipeNetwork.WeightsOf(recipe.Architecture, recipe.Steps);
        graph = RecipeNetwork.Of(recipe.Architecture, recipe.Steps, weights);
        names = graph.Parameters.Select(parameter => parameter.Name).ToArray();
    }

    private Draft Current => phases[phases.Count - 1];

    /// <summary>Starts the plan of a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <returns>A plan without phases.</returns>
    public static PlanData Of(Recipe recipe)
    {
        Argument.NotNull(recipe, nameof(recipe));
        return new PlanData(recipe);
    }

    /// <summary>Adds a phase; the calls that follow specify what it trains.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="epochs">Passes over the training set.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="schedule">The phase's own schedule.</param>
    /// <param name="keepsOptimizerState">Whether optimizer state continues from the phase before.</param>
    /// <returns>This.</returns>
    public PlanData Phase(
        string name, int epochs, OptimizerSettings optimizer, Schedule? schedule = null, bool keepsOptimizerState = true)
    {
        phases.Add(new Draft(name, epochs, optimizer, schedule, keepsOptimizerState));
        return this;
    }

    /// <summary>Adds a parameter group to the phase.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="learningRate">Its learning rate.</param>
    /// <param name="weightDecay">Its weight decay.</param>
    /// <param name="layers">Module paths that hold its parameters, or their full names.</param>
    /// <returns>This.</returns>
    public PlanData Group(string name, double learningRate, double weightDecay, params string[] layers)
    {
        var group = new ParameterGroup(name, learningRate, weightDecay, LayerCover.Names(names, layers).ToEquatableList());
        Current.Groups.Add(group);
        return this;
    }

    /// <summary>Specifies which layers run in inference mode while the phase trains.</summary>
    /// <param name="layers">Module paths; of what lies inside, BatchNorm and the random layers are meant.</param>
    /// <returns>This.</returns>
    public PlanData Inference(params string[] layers)
    {
        var wanted = new HashSet<string>(LayerCover.Names(LayerCover.ModalNodes(graph).Select(node => node.Path), layers));
        return InferenceNodes(
            LayerCover.ModalNodes(graph).Where(node => wanted.Contains(node.Path)).Select(node => node.Index).ToArray());
    }

    /// <summary>Specifies which nodes run in inference mode, where module paths can't.</summary>
    /// <param name="nodes">Indices of the graph's nodes.</param>
    /// <returns>This.</returns>
    public PlanData InferenceNodes(params int[] nodes)
    {
        Current.InferenceNodes = nodes;
        return this;
    }

    /// <summary>Specifies where the phase's frozen prefix ends.</summary>
    /// <param name="node">Index of its last node.</param>
    /// <param name="after">The module path that it ends with.</param>
    /// <returns>This.</returns>
    public PlanData Cut(int node, string after)
    {
        Current.Cut = new Cut(node, after, graph.Nodes[node].Output);
        return this;
    }

    /// <summary>Specifies what an image costs in the phase, in multiply-adds.</summary>
    /// <param name="forward">The forward pass.</param>
    /// <param name="frozenPrefix">The forward pass up to the cut.</param>
    /// <param name="backward">The backward pass.</param>
    /// <returns>This.</returns>
    public PlanData Cost(long forward, long frozenPrefix, long backward)
    {
        Current.Cost = new PhaseCost(forward, frozenPrefix, backward);
        return this;
    }

    /// <summary>Adds what a call that names layers matched.</summary>
    /// <param name="step">The call.</param>
    /// <param name="phase">The phase that it stands in; null when it is the recipe's own.</param>
    /// <param name="layers">The module path, glob or kind.</param>
    /// <param name="parameters">How many parameters it named.</param>
    /// <param name="elements">How many numbers these hold.</param>
    /// <returns>This.</returns>
    public PlanData Matched(string step, string? phase, string layers, int parameters, long elements)
    {
        selections.Add(new SelectionCount(step, phase, layers, parameters, elements));
        return this;
    }

    /// <summary>Adds the finding of a rule.</summary>
    /// <param name="rule">The rule's id.</param>
    /// <param name="severity">How grave it is.</param>
    /// <param name="step">The step it is about; null for the backbone.</param>
    /// <param name="call">The call it is about, where the step is a phase; null for the step itself.</param>
    /// <param name="argument">The layer argument it is about; null for the step or call itself.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What to do.</param>
    /// <returns>This.</returns>
    public PlanData Found(string rule, Severity severity, int? step, int? call, int? argument, string message, string remedy)
    {
        findings.Add(new Finding(rule, severity, RecipePlace.Of(step, call, argument), message, remedy));
        return this;
    }

    /// <summary>Returns the plan.</summary>
    /// <returns>It equals what <see cref="Recipe.Compile"/> gives.</returns>
    public Plan Build() => PlanAssembly.Of(
        recipe.Architecture,
        recipe.Steps,
        weights,
        graph,
        phases.Select(draft => draft.Build()).ToEquatableList(),
        selections.ToEquatableList(),
        findings.ToEquatableList());

    /// <summary>A phase to which calls still add.</summary>
    private sealed class Draft(
        string name, int epochs, OptimizerSettings optimizer, Schedule? schedule, bool keepsOptimizerState)
    {
        public List<ParameterGroup> Groups { get; } = [];

        public int[] InferenceNodes { get; set; } = [];

        public Cut? Cut { get; set; }

        public PhaseCost Cost { get; set; } = PhaseCost.Unknown;

        public Phase Build() => new(
            name, epochs, optimizer, Groups.ToEquatableList(), InferenceNodes.ToEquatableList(), Cut, Cost, schedule,
            keepsOptimizerState);
    }
}
