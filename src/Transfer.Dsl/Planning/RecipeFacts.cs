using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Steps;

namespace Transfer.Planning;

/// <summary>What is known of one parameter once all steps were applied.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Elements">Its length.</param>
/// <param name="FrozenBy">The step that froze it last; null when it trains.</param>
/// <param name="HeadStep">The step whose head it belongs to; null for the backbone's own.</param>
internal sealed record ParameterFact(string Name, long Elements, int? FrozenBy, int? HeadStep);

/// <summary>What a step that names layers matched.</summary>
/// <param name="Step">The step.</param>
/// <param name="Argument">Which of its layer arguments, from 0.</param>
/// <param name="Pattern">The module path or glob.</param>
/// <param name="Parameters">The parameters that it named when it was applied.</param>
internal sealed record Selection(int Step, int Argument, string Pattern, EquatableList<string> Parameters);

/// <summary>A step that can't be applied.</summary>
/// <param name="Step">The step; -1 for the backbone.</param>
/// <param name="Kind">What went wrong.</param>
/// <param name="Reason">The reason, in words.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Obstacle(int Step, ObstacleKind Kind, string Reason, string Remedy);

/// <summary>Why a step can't be applied.</summary>
internal enum ObstacleKind
{
    /// <summary>A tensor of this shape can't pass here.</summary>
    Shape,

    /// <summary>The backbone has no such weights entry.</summary>
    WeightsEntry,
}

/// <summary>Everything that rules and planner need of a recipe: the state after its steps, and how each step got there.</summary>
/// <param name="Architecture">The backbone.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Graph">The graph after head surgery; null when the backbone can't take the input.</param>
/// <param name="Weights">The weights entry whose preprocessing holds.</param>
/// <param name="Parameters">Each parameter, in state-dict order.</param>
/// <param name="Selections">What the steps that name layers matched.</param>
/// <param name="Obstacles">Steps that can't be applied.</param>
/// <param name="IsCertain">Whether every step that affects parameters is known; always so at run time.</param>
internal sealed record RecipeFacts(
    Architecture Architecture,
    IReadOnlyList<Step> Steps,
    Graph? Graph,
    WeightsEntry Weights,
    IReadOnlyList<ParameterFact> Parameters,
    IReadOnlyList<Selection> Selections,
    IReadOnlyList<Obstacle> Obstacles,
    bool IsCertain)
{
    /// <summary>The last step of a kind; null when the recipe has none.</summary>
    public T? Last<T>()
        where T : Step => Steps.OfType<T>().LastOrDefault();
}
