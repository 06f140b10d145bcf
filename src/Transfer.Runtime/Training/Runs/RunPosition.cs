using System.Text.Json;
using System.Text.Json.Serialization;
using Transfer.Metrics;

namespace Transfer.Training.Runs;

/// <summary>
/// Represents the position of a run. Everything later follows from it, the network, the optimizer's state and the state of the
/// parts.
/// </summary>
/// <param name="Seed">The seed that everything random comes from, drawn or the plan's.</param>
/// <param name="Data">What the training set is known by: a run continues with the data that it began with.</param>
/// <param name="Phase">Index of the phase.</param>
/// <param name="PhaseEpoch">Epochs of the phase that are complete.</param>
/// <param name="Batch">Batches of the epoch under way that are done.</param>
/// <param name="Meter">What was measured in them.</param>
/// <param name="Duration">Time spent on the epoch under way.</param>
/// <param name="Results">The epochs that are complete, of all phases.</param>
/// <param name="Stops">Whether a part asked for this epoch to be the last one.</param>
/// <param name="Finished">Whether no step is left.</param>
internal sealed partial record RunPosition(
    int Seed,
    string Data,
    int Phase,
    int PhaseEpoch,
    int Batch,
    MeterSums Meter,
    TimeSpan Duration,
    IReadOnlyList<EpochResult> Results,
    bool Stops,
    bool Finished)
{
    /// <summary>Gets the epoch within the run, from 1.</summary>
    [JsonIgnore]
    public int Epoch => Results.Count + 1;

    public static RunPosition Start(int seed, string data) => new(
        seed, data, 0, 0, 0, default, TimeSpan.Zero, [], Stops: false, Finished: false);

    public static RunPosition FromJson(string json) =>
        JsonSerializer.Deserialize(json, PositionJson.Default.RunPosition)
            ?? throw new JsonException("A position is expected here.");

    public string ToJson() => JsonSerializer.Serialize(this, PositionJson.Default.RunPosition);

    /// <summary>Returns the position after an epoch, which may be the last one of its phase or of the run.</summary>
    public RunPosition After(Plan plan, EpochResult result)
    {
        var endsPhase = PhaseEpoch + 1 == plan.Phases[Phase].Epochs;
        var isLast = endsPhase && Phase == plan.Phases.Count - 1;
        return this with
        {
            Phase = endsPhase && !isLast ? Phase + 1 : Phase,
            PhaseEpoch = endsPhase ? 0 : PhaseEpoch + 1,
            Batch = 0,
            Meter = default,
            Duration = TimeSpan.Zero,
            Results = [.. Results, result],
            Finished = isLast || Stops,
        };
    }

    /// <summary>The serializer's code, made at build time: no reflection when it runs.</summary>
    [JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    [JsonSerializable(typeof(RunPosition))]
    [JsonSerializable(typeof(EpochResult))]
    private sealed partial class PositionJson : JsonSerializerContext;
}
