using Transfer.Optimization;

namespace Transfer.Training;

/// <summary>Gives an optimizer's groups their rates.</summary>
internal interface IRates
{
    /// <summary>Sets the rates of an optimizer step.</summary>
    /// <param name="optimizer">The phase's optimizer.</param>
    /// <param name="position">Where the run is.</param>
    /// <param name="step">The optimizer step within the epoch, from 0.</param>
    void Set(PlanOptimizer optimizer, RunPosition position, long step);
}
