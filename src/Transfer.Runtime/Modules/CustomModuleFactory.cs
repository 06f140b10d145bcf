using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>Runs the factory of a custom module.</summary>
internal static class CustomModuleFactory
{
    private static readonly ConditionalWeakTable<nn.Module, object> Made = [];

    /// <summary>Returns a plan with the factory of its module, which a plan that was read from JSON does not have.</summary>
    /// <exception cref="ArgumentException">The plan's backbone is built in.</exception>
    public static Plan Of(Plan plan, Func<nn.Module<Tensor, Tensor>> module) => plan.Graph.IsCustom
        ? plan.WithFactory(module)
        : throw new ArgumentException($"{plan.Graph.Architecture} is built in: its plan takes no custom module.", nameof(module));

    /// <summary>
    /// Returns a new module, on the CPU, whose random parameters follow from the seed. The program's own random state stays
    /// as it is.
    /// </summary>
    /// <exception cref="BackboneModuleException">The factory gave null, or a module that it gave before.</exception>
    public static nn.Module<Tensor, Tensor> Make(string name, Func<nn.Module<Tensor, Tensor>> factory, int seed)
    {
        var module = GlobalRandom.Seeded(seed, factory)
            ?? throw new BackboneModuleException($"The factory of \"{name}\" gave null. It has to make a new module each time.");
        if (!Made.TryAdd(module, name))
        {
            throw new BackboneModuleException(
                $"The factory of \"{name}\" gave the same module twice. It has to make a new one each time: "
                + $"() => new {module.GetType().Name}(…).");
        }

        // A module belongs to its user, not to the dispose scope that it happens to be made in.
        foreach (var tensor in module.state_dict().Values)
        {
            tensor.DetachFromDisposeScope();
        }

        return TorchSharp.ModuleExtensionMethods.cpu(module);
    }
}
