using Transfer.Modules;
using Transfer.Native;
using Transfer.Optimization;
using Transfer.Plans;
using Transfer.Weights;
using static TorchSharp.torch;

namespace Transfer;

/// <summary>A plan's parts, for custom training loop.</summary>
public static class PlanExtensions
{
    /// <summary>
    /// Builds the plan's network, with its pretrained weights, ready for its first phase: only what trains requires a
    /// gradient. Input: N × channels × height × width, float32, preprocessed by <see cref="Plan.Preprocessing"/>.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="pretrained">Whether to load the weights that the plan names; false leaves all parameters random.</param>
    /// <returns>The module, in training mode, on the CPU.</returns>
    /// <exception cref="WeightsFileException">The weights file can't be read, or does not fit the network; nothing was
    /// loaded.</exception>
#pragma warning disable RS0027 // No call can mean the other overload: an out argument can't be left out.
    public static PlanModule CreateModule(this Plan plan, bool pretrained = true) => CreateModule(plan, pretrained, out _);
#pragma warning restore RS0027

    /// <summary>Builds the plan's network, and reports what was loaded.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="report">What became of each tensor of the weights file; null for random weights.</param>
    /// <returns>The module, in training mode, on the CPU.</returns>
    /// <exception cref="WeightsFileException">The weights file can't be read, or does not fit the network; nothing was
    /// loaded.</exception>
    public static PlanModule CreateModule(this Plan plan, out LoadReport? report) =>
        CreateModule(plan, pretrained: true, out report);

    /// <summary>
    /// Returns the plan with the factory of the custom module that it was made of: a plan read from JSON knows names and
    /// shapes, not code. A plan that a recipe was compiled to has it already.
    /// </summary>
    /// <param name="plan">The plan of a recipe that started with <c>Backbone.From</c>.</param>
    /// <param name="module">Makes a new module each time.</param>
    /// <returns>An equal plan.</returns>
    /// <exception cref="ArgumentException">The plan's backbone is built in.</exception>
    public static Plan WithModule(this Plan plan, Func<nn.Module<Tensor, Tensor>> module)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(module);
        return CustomModuleFactory.Of(plan, module);
    }

    /// <summary>
    /// Makes an optimizer over exactly the parameters that train in a phase, with its groups and their learning rates.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="module">The plan's module, on the device where it will train.</param>
    /// <param name="phase">Index of the phase.</param>
    /// <returns>A TorchSharp optimizer.</returns>
    /// <exception cref="InvalidOperationException">Nothing trains in this phase.</exception>
    public static optim.Optimizer CreateOptimizer(this Plan plan, nn.Module module, int phase = 0)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(module);
        return OptimizerFactory.Of(plan.Phases[phase], module);
    }

    private static PlanModule CreateModule(Plan plan, bool pretrained, out LoadReport? report)
    {
        ArgumentNullException.ThrowIfNull(plan);
        TorchNative.EnsureLoaded();
        var module = PlanModule.Of(plan);
        try
        {
            report = pretrained ? PlanWeights.Load(plan, module) : null;
            return module;
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }
}
