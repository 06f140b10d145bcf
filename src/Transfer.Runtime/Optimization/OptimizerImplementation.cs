using TorchSharp.Modules;
using Transfer.Planning;

namespace Transfer.Optimization;

/// <summary>Makes optimizers of one kind.</summary>
internal sealed class OptimizerImplementation : Implementation<OptimizerSettings, OptimizerImplementation>
{
    private readonly Func<Phase, IReadOnlyDictionary<string, Parameter>, PlanOptimizer> make;

    private OptimizerImplementation(Func<Phase, IReadOnlyDictionary<string, Parameter>, PlanOptimizer> make) => this.make = make;

    /// <summary>Adds the implementation of a kind.</summary>
    /// <typeparam name="TSettings">The kind's settings.</typeparam>
    /// <param name="make">Makes an optimizer of a phase, the module's parameters by name, and the settings.</param>
    public static OptimizerImplementation Of<TSettings>(
        Func<Phase, IReadOnlyDictionary<string, Parameter>, TSettings, PlanOptimizer> make)
        where TSettings : OptimizerSettings =>
        Add<TSettings>(new OptimizerImplementation((phase, parameters) => make(phase, parameters, (TSettings)phase.Optimizer)));

    /// <summary>Makes the optimizer of a phase.</summary>
    public PlanOptimizer Make(Phase phase, IReadOnlyDictionary<string, Parameter> parameters) => make(phase, parameters);
}
