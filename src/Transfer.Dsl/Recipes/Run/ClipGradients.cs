using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>A bound on gradients.</summary>
public sealed class GradientClipping : RunSetting
{
    internal GradientClipping(GradientClippingKind kind, double limit)
    {
        Kind = Argument.Member(kind, nameof(kind));
        Limit = Argument.Positive(limit, kind == GradientClippingKind.Norm ? "norm" : nameof(limit));
    }

    /// <summary>Gets what is bounded.</summary>
    public GradientClippingKind Kind { get; }

    /// <summary>Gets the bound.</summary>
    public double Limit { get; }

    internal override StepDefinition Definition =>
        Kind == GradientClippingKind.Norm ? Steps.ClipGradients : Steps.ClipGradientValues;

    internal override IEnumerable<PlanLine> Lines =>
        [new("Run", $"gradients clipped to {(Kind == GradientClippingKind.Norm ? "norm" : "value")} {Literal.Number(Limit)}")];

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add(Kind == GradientClippingKind.Norm ? "norm" : "limit", Limit);
}

internal static partial class Steps
{
    public static readonly StepDefinition ClipGradients = StepDefinition.OfSetting<GradientClipping>(
        nameof(Recipe.ClipGradients), values => new GradientClipping(GradientClippingKind.Norm, values.Number("norm")),
        kind: nameof(Recipe.ClipGradients), lastHolds: true);
    public static readonly StepDefinition ClipGradientValues = StepDefinition.OfSetting<GradientClipping>(
        nameof(Recipe.ClipGradientValues), values => new GradientClipping(GradientClippingKind.Value, values.Number("limit")),
        kind: nameof(Recipe.ClipGradients), lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>Scales gradients down where the 2-norm of all together is larger, as PyTorch's <c>clip_grad_norm_</c>.</summary>
    /// <param name="norm">The largest norm, above 0.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="norm"/> is not above 0.</exception>
    public Recipe ClipGradients(double norm) =>
        With(new GradientClipping(GradientClippingKind.Norm, norm));

    /// <summary>Bounds each element of the gradients, as PyTorch's <c>clip_grad_value_</c>.</summary>
    /// <param name="limit">The largest absolute value, above 0.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not above 0.</exception>
    public Recipe ClipGradientValues(double limit) =>
        With(new GradientClipping(GradientClippingKind.Value, limit));
}

/// <summary>Specifies what gradient clipping bounds.</summary>
public enum GradientClippingKind
{
    /// <summary>The 2-norm of all gradients together, as <c>torch.nn.utils.clip_grad_norm_</c>.</summary>
    Norm,

    /// <summary>Each element's absolute value, as <c>torch.nn.utils.clip_grad_value_</c>.</summary>
    Value,
}
