using TorchSharp;
using Transfer.Optimization;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>Looks at, scales and clips gradients, all in place.</summary>
internal static class Gradients
{
    // Of torch.nn.utils.clip_grad_norm_.
    private const double NormEpsilon = 1e-6;

    /// <summary>
    /// The group with a gradient that is infinite or NaN; null when all are finite. Of several, the one that the backward pass
    /// came to first: that of the latest layer.
    /// </summary>
    public static OptimizerGroup? FirstNotFinite(PlanOptimizer optimizer, IReadOnlyDictionary<string, int> order)
    {
        using var scope = NewDisposeScope();

        // One number that is finite only if all are, fetched from the device once; a sum may overflow, so it is a suspicion.
        var sums = optimizer.Members
            .Select(member => member.Parameter.grad?.sum())
            .OfType<Tensor>()
            .ToArray();
        if (sums.Length == 0 || float.IsFinite(stack(sums).sum().item<float>()))
        {
            return null;
        }

        return optimizer.Groups
            .SelectMany(group => group.Members.Select(member => (Group: group, Member: member)))
            .Where(pair => pair.Member.Parameter.grad is { } gradient && !gradient.isfinite().all().item<bool>())
            .OrderByDescending(pair => order[pair.Member.Name])
            .FirstOrDefault()
            .Group;
    }

    /// <summary>Scales all gradients so that their common L2 norm is at most a number (<c>clip_grad_norm_</c>).</summary>
    public static void ClipNorm(PlanOptimizer optimizer, double most)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var gradients = All(optimizer);
        var total = stack(gradients.Select(gradient => gradient.norm()).ToArray()).norm().ToDouble();
        var factor = most / (total + NormEpsilon);
        if (factor < 1)
        {
            Scale(gradients, factor);
        }
    }

    /// <summary>Cuts every gradient's elements to ± a number (<c>clip_grad_value_</c>).</summary>
    public static void ClipValue(PlanOptimizer optimizer, double most)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var least = (-most).ToScalar();
        using var greatest = most.ToScalar();
        foreach (var gradient in All(optimizer))
        {
            gradient.clamp_(least, greatest);
        }
    }

    /// <summary>Multiplies all gradients.</summary>
    public static void Scale(PlanOptimizer optimizer, double factor)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Scale(All(optimizer), factor);
    }

    private static void Scale(Tensor[] gradients, double factor)
    {
        using var scalar = factor.ToScalar();
        foreach (var gradient in gradients)
        {
            gradient.mul_(scalar);
        }
    }

    private static Tensor[] All(PlanOptimizer optimizer) =>
        [.. optimizer.Members.Select(member => member.Parameter.grad).OfType<Tensor>()];
}
