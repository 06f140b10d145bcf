using System.Text.Json.Serialization;
using Transfer.Data;
using Transfer.Operators;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Rules;

namespace Transfer.Serialization;

/// <summary>
/// A plan as it lies in JSON. Arrays, not lists of our own: the serializer then knows the path of every error inside.
/// </summary>
internal sealed record PlanDocument(
    int Format,
    string[] Recipe,
    WeightsSource? Weights,
    PreprocessingDocument Preprocessing,
    GraphDocument Graph,
    ParameterDocument[] Parameters,
    PhaseDocument[] Phases,
    int BatchSize,
    int? Seed,
    FindingDocument[] Findings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Schedule? Schedule = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RunSetting[]? Training = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AdaptationDocument[]? Adaptations = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SelectionDocument[]? Selections = null)
{
    /// <summary>The version of the format: one more for every change that an older reader would misunderstand.</summary>
    public const int CurrentFormat = 2;

    public static PlanDocument Of(Plan plan) => new(
        CurrentFormat,
        plan.Recipe.Split('\n'),
        plan.Weights,
        new PreprocessingDocument(
            plan.Preprocessing.Resize,
            plan.Preprocessing.Crop,
            plan.Preprocessing.Interpolation,
            [.. plan.Preprocessing.Mean],
            [.. plan.Preprocessing.Std]),
        new GraphDocument(
            plan.Graph.Architecture,
            plan.Graph.HeadPath,
            [.. plan.Graph.Declared],
            [.. plan.Graph.Nodes.Select(node => new NodeDocument(node.Path, node.Operator, [.. node.Inputs], node.Output))]),
        [.. plan.Parameters.Select(parameter => new ParameterDocument(parameter.Name, parameter.Shape, parameter.Provenance))],
        [.. plan.Phases.Select(phase => new PhaseDocument(
            phase.Name,
            phase.Epochs,
            phase.Optimizer,
            [.. phase.Groups.Select(group =>
                new GroupDocument(group.Name, group.LearningRate, group.WeightDecay, [.. group.Parameters]))],
            [.. phase.InferenceNodes],
            phase.Cut is { } cut ? new CutDocument(cut.Node, cut.After, cut.Shape) : null,
            new CostDocument(phase.Cost.Forward, phase.Cost.FrozenPrefix, phase.Cost.Backward),
            phase.Schedule,
            phase.KeepsOptimizerState ? null : false))],
        plan.BatchSize,
        plan.Seed,
        [.. plan.Findings.Select(FindingDocument.Of)],
        plan.Schedule is ConstantSchedule ? null : plan.Schedule,
        plan.Training.Count == 0 ? null : [.. plan.Training],
        plan.Adaptations.Count == 0 ? null : [.. plan.Adaptations.Select(adaptation =>
            new AdaptationDocument(adaptation.Parameter, adaptation.Kind, adaptation.From, adaptation.To))],
        plan.Selections.Count == 0 ? null : [.. plan.Selections.Select(selection =>
            new SelectionDocument(selection.Step, selection.Phase, selection.Layers, selection.Parameters, selection.Elements))]);
}

/// <summary>A graph; a node's index is its place in the array.</summary>
internal sealed record GraphDocument(string Architecture, string HeadPath, string[] Declared, NodeDocument[] Nodes);

/// <summary>A node, with its output's shape for the human reader; it is inferred again when the plan is read.</summary>
internal sealed record NodeDocument(string Path, Operator Operator, int[] Inputs, Shape Output);

/// <summary>A phase.</summary>
internal sealed record PhaseDocument(
    string Name,
    int Epochs,
    OptimizerSettings Optimizer,
    GroupDocument[] Groups,
    int[] InferenceNodes,
    CutDocument? Cut,
    CostDocument Cost,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Schedule? Schedule = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? KeepsOptimizerState = null);

/// <summary>A parameter group.</summary>
internal sealed record GroupDocument(string Name, double LearningRate, double WeightDecay, string[] Parameters);

/// <summary>Where a frozen prefix ends, with its shape for the human reader.</summary>
internal sealed record CutDocument(int Node, string After, Shape Shape);

/// <summary>What an image costs in a phase.</summary>
internal sealed record CostDocument(long Forward, long FrozenPrefix, long Backward);

/// <summary>A parameter.</summary>
internal sealed record ParameterDocument(string Name, Shape Shape, Provenance Provenance);

/// <summary>What is done to images.</summary>
internal sealed record PreprocessingDocument(int Resize, int Crop, Interpolation Interpolation, double[] Mean, double[] Std);

/// <summary>A pretrained parameter that is changed to fit.</summary>
internal sealed record AdaptationDocument(string Parameter, AdaptationKind Kind, int From, int To);

/// <summary>What a step matched.</summary>
internal sealed record SelectionDocument(string Step, string? Phase, string Layers, int Parameters, long Elements);

/// <summary>A finding; -1 stands for no index, as it has from the first version on.</summary>
internal sealed record FindingDocument(
    string Rule,
    Severity Severity,
    int Step,
    int Argument,
    string Message,
    string Remedy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Call = null)
{
    private const int None = -1;

    public static FindingDocument Of(Finding finding) => new(
        finding.Rule,
        finding.Severity,
        finding.Place.Step ?? None,
        finding.Place.Argument ?? None,
        finding.Message,
        finding.Remedy,
        finding.Place.Call);

    public Finding Read(string path)
    {
        if (Step < None || Argument < None || Call < 0 || (Step == None && (Call ?? Argument) != None))
        {
            throw PlanReader.Wrong(path, "there is no such place in a recipe");
        }

        var place = RecipePlace.Of(Step == None ? null : Step, Call, Argument == None ? null : Argument);
        return new Finding(Rule, Severity, place, Message, Remedy);
    }
}
