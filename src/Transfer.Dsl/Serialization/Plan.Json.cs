using Transfer.Serialization;

namespace Transfer;

public sealed partial class Plan
{
    /// <summary>Returns the plan as JSON, with all that it holds: <see cref="FromJson"/> reads an equal plan from it.</summary>
    /// <returns>The text: the same bytes on every machine, lines end in LF, one node of the graph a line.</returns>
    public string ToJson() => PlanJson.Write(this);

    /// <summary>Reads a plan that <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The plan: equal to the one that was written.</returns>
    /// <exception cref="FormatException">
    /// The text is no JSON, of a newer format, or contradicts itself (shapes that do not follow from the operators,
    /// parameters that the graph does not have); the message names the place, as <c>$.graph.nodes[3].operator</c>.
    /// </exception>
    public static Plan FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return PlanJson.Read(json);
    }
}
