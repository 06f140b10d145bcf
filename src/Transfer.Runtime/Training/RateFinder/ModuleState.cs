using TorchSharp.Modules;
using Transfer.Modules;
using Transfer.Planning;
using Transfer.Training.Runs;
using static TorchSharp.torch;

namespace Transfer.Training.RateFinder;

/// <summary>
/// Represents everything in a network that training changes, as it was at one time: parameters, buffers, gradients, what
/// trains, and modes.
/// </summary>
internal sealed class ModuleState : IDisposable
{
    private readonly PlanModule module;
    private readonly Phase phase;
    private readonly bool training;
    private readonly TensorCopies values;
    private readonly (Parameter Parameter, bool Trains, Tensor? Gradient)[] parameters;

    public ModuleState(PlanModule module)
    {
        this.module = module;
        phase = module.Entered;
        training = module.training;

        // Buffers that no state dict holds, too.
        values = new TensorCopies(module.named_parameters().Select(pair => (pair.name, (Tensor)pair.parameter))
            .Concat(module.named_buffers().Select(pair => (pair.name, pair.buffer))));

        // Whoever makes another gradient makes another tensor, so that holding this one is enough.
        parameters = [.. module.named_parameters()
            .Select(pair => (pair.parameter, pair.parameter.requires_grad, pair.parameter.grad?.DetachFromDisposeScope()))];
    }

    /// <summary>Makes the network what it was, to the bit.</summary>
    public void Restore()
    {
        module.Enter(phase);
        module.train(training);
        values.Restore();
        foreach (var (parameter, trains, gradient) in parameters)
        {
            parameter.requires_grad = trains;
            parameter.grad = gradient;
        }
    }

    public void Dispose()
    {
        values.Dispose();
        foreach (var (_, _, gradient) in parameters)
        {
            gradient?.Dispose();
        }
    }
}
