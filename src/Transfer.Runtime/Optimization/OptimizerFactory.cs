using Transfer.Planning;

using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary>Makes the optimizer of a phase. The implementations of all kinds stand in the files of their classes.</summary>
internal static partial class OptimizerFactory
{
    // Explicit, so that the implementations in all files of this class are there before its first method runs.
    static OptimizerFactory()
    {
    }

    public static PlanOptimizer Of(Phase phase, nn.Module module)
    {
        if (phase.Groups.Count == 0)
        {
            throw new InvalidOperationException(
                $"Phase \"{phase.Name}\" trains nothing, so it has no optimizer. Unfreeze a layer, or put a head on, in the "
                + "recipe.");
        }

        var parameters = module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        return OptimizerImplementation.For(phase.Optimizer).Make(phase, parameters);
    }
}
