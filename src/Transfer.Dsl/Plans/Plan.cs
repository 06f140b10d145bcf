using System.ComponentModel;
using Transfer.Architectures;
using Transfer.Common;
using Transfer.Data;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Planning;
using Transfer.Plans;
using Transfer.Recipes;
using Transfer.Rules;

namespace Transfer;

/// <summary>
/// What a recipe compiles to: everything that its training needs to know, as plain data. Two plans are equal when all of
/// their values are; <see cref="ToString"/> is a table that never differs between machines or runs.
/// </summary>
public sealed partial class Plan : Value
{
    internal Plan(
        string recipe,
        WeightsSource? weights,
        Preprocessing preprocessing,
        Graph graph,
        EquatableList<PlannedParameter> parameters,
        EquatableList<Phase> phases,
        Schedule schedule,
        RunSettings training,
        int batchSize,
        int? seed,
        EquatableList<WeightAdaptation> adaptations,
        EquatableList<SelectionCount> selections,
        EquatableList<Finding> findings)
    {
        Recipe = recipe;
        Weights = weights;
        Preprocessing = preprocessing;
        Graph = graph;
        Parameters = parameters;
        Phases = phases;
        Schedule = schedule;
        Training = training;
        BatchSize = batchSize;
        Seed = seed;
        Adaptations = adaptations;
        Selections = selections;
        Findings = findings;
    }

    /// <summary>Gets the recipe as C#, one call a line.</summary>
    public string Recipe { get; }

    /// <summary>Gets where the pretrained weights come from; null for random ones.</summary>
    public WeightsSource? Weights { get; }

    /// <summary>
    /// Gets the published weights that <see cref="Weights"/> names; null for a file, for random ones, and for a name that is
    /// unknown.
    /// </summary>
    public WeightsEntry? WeightsEntry => Weights is WeightsSource.Entry named
        ? Zoo.Find(Graph.Architecture)?.Weights.FirstOrDefault(entry => entry.Name == named.Name)
        : null;

    /// <summary>
    /// Returns the name that the network has for a tensor of a weights file. Files older than an architecture's present names,
    /// such as torchvision's of DenseNet, have others.
    /// </summary>
    /// <param name="tensor">The tensor's name in the file.</param>
    /// <returns>The tensor's name in the network.</returns>
    public string CurrentName(string tensor) =>
        (Graph.IsCustom ? null : Zoo.Find(Graph.Architecture))?.CurrentName(tensor) ?? tensor;

    /// <summary>Gets what is done to images before the network sees them.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>Gets the network after head surgery.</summary>
    public Graph Graph { get; }

    /// <summary>Gets every parameter, in state-dict order.</summary>
    public EquatableList<PlannedParameter> Parameters { get; }

    /// <summary>Gets the phases of training, in order.</summary>
    public EquatableList<Phase> Phases { get; }

    /// <summary>Gets how rates change over the whole run, in the phases that have no schedule of their own.</summary>
    public Schedule Schedule { get; }

    /// <summary>Gets the loss function, augmentation, sampling, and what else holds for all phases.</summary>
    public RunSettings Training { get; }

    /// <summary>Gets the number of images in a batch.</summary>
    public int BatchSize { get; }

    /// <summary>Gets the seed of everything random; null draws one when a run starts.</summary>
    public int? Seed { get; }

    /// <summary>
    /// Gets the pretrained parameters that are changed to fit when they are loaded: the first convolution's, for other than three
    /// channels.
    /// </summary>
    public EquatableList<WeightAdaptation> Adaptations { get; }

    /// <summary>Gets what each call that names layers matched, the recipe's own before those in phases.</summary>
    public EquatableList<SelectionCount> Selections { get; }

    /// <summary>Gets what the rules have to say: warnings only, as errors prevent a plan.</summary>
    public EquatableList<Finding> Findings { get; }

    /// <summary>
    /// Gets what makes the network where it is a custom module, as a function of the back end's; null for built-in backbones
    /// and for a plan that was read from JSON. It has no part in equality.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public object? Factory { get; private init; }

    /// <summary>Gets the length of the output: the number of classes, or of features.</summary>
    public int Outputs => Graph.Output[0];

    /// <summary>Gets the number of elements of all parameters.</summary>
    public long ParameterCount => Graph.ParameterCount;

    /// <summary>Gets the number of elements of the parameters that train in some phase.</summary>
    public long TrainableParameterCount =>
        Parameters.Where(parameter => IsTrainable(parameter.Name)).Sum(parameter => parameter.Shape.Elements);

    /// <summary>Returns whether a parameter trains in some phase.</summary>
    /// <param name="parameter">Its full name.</param>
    /// <returns>Whether it trains.</returns>
    public bool IsTrainable(string parameter) => Phases.Any(phase => phase.IsTrainable(parameter));

    /// <summary>For back ends: returns the plan with what makes the network where it is a custom module.</summary>
    /// <param name="factory">A function of the back end's that makes the module.</param>
    /// <returns>The plan.</returns>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public Plan WithFactory(object factory) => new(
        Recipe, Weights, Preprocessing, Graph, Parameters, Phases, Schedule, Training, BatchSize, Seed, Adaptations, Selections,
        Findings)
    {
        Factory = factory,
    };

    /// <summary>Returns the plan as a table.</summary>
    /// <returns>The text; lines end in LF on every system.</returns>
    public override string ToString() => PlanText.Of(this);

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("recipe", Recipe)
        .AddUnwritten("weights", Weights)
        .AddUnwritten("preprocessing", Preprocessing)
        .AddUnwritten("graph", Graph)
        .AddUnwritten("parameters", Parameters)
        .AddUnwritten("phases", Phases)
        .AddUnwritten("schedule", Schedule)
        .AddUnwritten("training", Training)
        .AddUnwritten("batchSize", BatchSize)
        .AddUnwritten("seed", Seed)
        .AddUnwritten("adaptations", Adaptations)
        .AddUnwritten("selections", Selections)
        .AddUnwritten("findings", Findings);
}
