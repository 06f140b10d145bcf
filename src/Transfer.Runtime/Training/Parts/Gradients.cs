using TorchSharp;
using Transfer.Optimization;
using static TorchSharp.torch;

namespace Transfer.Training.Parts;

/// <summary>Looks at, scales and clips gradients, all in place.</summary>
internal static class Gradients
{
    // Of torch.nn.utils.clip_grad_norm_.
    private const double NormEpsilon = 1e-6;

    /// <summary>
    /// Returns the common 2-norm of all gradients: finite only if all of them are. It may overflow though they are. Fetched
    /// from the device once.
    /// </summary>
    public static float Norm(PlanOptimizer optimizer)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var norms = All(optimizer).Select(gradient => gradient.norm()).ToArray();
        return norms.Length == 0 ? 0 : stack(norms).norm().item<float>();
    }

    /// <summary>
    /// Returns the group with a gradient that is infinite or NaN; null when all are finite. Of several, the one that the
    /// backward pass came to first: that of the latest layer.
    /// </summary>
    public static OptimizerGroup? FirstNotFinite(PlanOptimizer optimizer, IReadOnlyDictionary<string, int> order) =>
        FirstNotFinite(optimizer, order, member => member.Parameter.grad);

    /// <summary>Returns the group with a parameter that is infinite or NaN; null when all are finite.</summary>
    public static OptimizerGroup? FirstBroken(PlanOptimizer optimizer, IReadOnlyDictionary<string, int> order) =>
        FirstNotFinite(optimizer, order, member => member.Parameter);

    /// <summary>
    /// Bounds the gradients: their common 2-norm (<c>clip_grad_norm_</c>), or each element (<c>clip_grad_value_</c>).
    /// </summary>
    public static void Clip(PlanOptimizer optimizer, GradientClipping clipping)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var gradients = All(optimizer);
        if (clipping.Kind == GradientClippingKind.Norm)
        {
            var total = stack(gradients.Select(gradient => gradient.norm()).ToArray()).norm().ToDouble();
            if (clipping.Limit / (total + NormEpsilon) is < 1 and var factor)
            {
                Scale(gradients, factor);
            }

            return;
        }

        using var least = (-clipping.Limit).ToScalar();
        using var greatest = clipping.Limit.ToScalar();
        foreach (var gradient in gradients)
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

    private static OptimizerGroup? FirstNotFinite(
        PlanOptimizer optimizer,
        IReadOnlyDictionary<string, int> order,
        Func<OptimizerMember, Tensor?> valueOf)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        return optimizer.Groups
            .SelectMany(group => group.Members.Select(member => (Group: group, Member: member)))
            .Where(pair => valueOf(pair.Member) is { } value && !value.isfinite().all().item<bool>())
            .OrderByDescending(pair => order[pair.Member.Name])
            .FirstOrDefault()
            .Group;
    }

    private static Tensor[] All(PlanOptimizer optimizer) =>
        [.. optimizer.Members.Select(member => member.Parameter.grad).OfType<Tensor>()];
}
