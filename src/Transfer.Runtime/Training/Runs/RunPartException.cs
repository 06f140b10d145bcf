using Transfer.Metrics;

namespace Transfer.Training.Runs;

/// <summary>
/// A part of <c>TrainingOptions.Parts</c> threw, which ended the run. The model can be used, saved or trained on; it holds
/// what it had learnt by then.
/// </summary>
public sealed class RunPartException : Exception
{
    internal RunPartException(string part, string hook, TrainingHistory history, Exception thrown)
        : base($"Part \"{part}\" of the run failed in {hook}: {thrown.Message}", thrown) =>
        (Part, Hook, History) = (part, hook, history);

    /// <summary>Gets the name of the part.</summary>
    public string Part { get; }

    /// <summary>Gets the name of the hook that threw: a method of <see cref="RunPart"/>.</summary>
    public string Hook { get; }

    /// <summary>Gets the epochs that were complete.</summary>
    public TrainingHistory History { get; }
}
