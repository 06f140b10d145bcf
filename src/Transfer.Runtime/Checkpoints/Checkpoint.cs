using Transfer.Optimization;
using Transfer.Training;
using static TorchSharp.torch;

namespace Transfer.Checkpoints;

/// <summary>A run at a moment.</summary>
/// <param name="Plan">The plan that it follows.</param>
/// <param name="ClassNames">The names of the classes.</param>
/// <param name="Position">Where it is.</param>
/// <param name="Model">The network's parameters and buffers, by name.</param>
/// <param name="Optimizer">What the optimizer remembers, by parameter name.</param>
/// <param name="Gradients">Gradients of batches whose optimizer step is still to come, by parameter name.</param>
/// <param name="Average">The averaged parameters, by name; empty without an average.</param>
/// <param name="Best">The tensors of the best epoch, by name; empty where the run can't stop early.</param>
internal sealed record Checkpoint(
    Plan Plan,
    IReadOnlyList<string> ClassNames,
    RunPosition Position,
    IReadOnlyList<(string Name, Tensor Value)> Model,
    IReadOnlyList<OptimizerState> Optimizer,
    IReadOnlyList<(string Name, Tensor Value)> Gradients,
    IReadOnlyList<(string Name, Tensor Value)> Average,
    IReadOnlyList<(string Name, Tensor Value)> Best) : IDisposable
{
    /// <summary>Frees the tensors. For a checkpoint that was read: the tensors of one that was captured are the run's.</summary>
    public void Dispose()
    {
        foreach (var tensor in Model.Concat(Gradients).Concat(Average).Concat(Best).Select(pair => pair.Value)
            .Concat(Optimizer.Select(state => state.Value)))
        {
            tensor.Dispose();
        }
    }
}
