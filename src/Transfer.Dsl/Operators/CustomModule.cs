using Transfer.Common;

namespace Transfer.Operators;

/// <summary>What is known of a module that the graph can't look into.</summary>
public enum CustomModuleKind
{
    /// <summary>Nothing that planning needs.</summary>
    Other,

    /// <summary>A normalization.</summary>
    Normalization,

    /// <summary>Random in training mode: dropout, stochastic depth.</summary>
    Random,
}

/// <summary>A parameter or buffer that a module of the user's own has; its first value is the module's own affair.</summary>
/// <param name="Name">Its name within its module: <c>weight</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="IsBuffer">Whether it is a buffer, not a parameter.</param>
/// <param name="IsInteger">Whether it holds int64 rather than float32.</param>
public sealed record CustomTensor(string Name, Shape Shape, bool IsBuffer = false, bool IsInteger = false);

/// <summary>
/// A module of the user's own: known by its named tensors, not by what it computes. What it gives has an unknown shape
/// and what it costs is not counted.
/// </summary>
/// <param name="Class">The name of its class: <c>Conv2d</c>.</param>
/// <param name="Kind">What else is known of it.</param>
/// <param name="Tensors">The parameters and buffers that are its own, without those of modules inside it, in their order.</param>
/// <param name="Output">The shape of what it gives for one example, where that is known: a fully connected head.</param>
public sealed record CustomModule(string Class, CustomModuleKind Kind, EquatableList<CustomTensor> Tensors, Shape Output)
    : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Parameters => Specs(buffers: false);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Buffers => Specs(buffers: true);

    /// <inheritdoc/>
    public override bool HasRunningStatistics => Tensors.Any(tensor => tensor.IsBuffer && tensor.Name == "running_mean");

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => Output;

    // By name, because TorchSharp's norms and dropouts share no base, and users write their own: RMSNorm, DropPath.
    /// <summary>Returns what a module's class and tensors show of it.</summary>
    /// <param name="type">The name of its class.</param>
    /// <param name="tensors">Its own parameters and buffers.</param>
    /// <returns>The kind.</returns>
    public static CustomModuleKind KindOf(string type, IEnumerable<CustomTensor> tensors) =>
        type.Contains("Norm") || tensors.Any(tensor => tensor.Name == "running_mean") ? CustomModuleKind.Normalization
        : type.Contains("Drop") ? CustomModuleKind.Random
        : CustomModuleKind.Other;

    private TensorSpec[] Specs(bool buffers) => Tensors
        .Where(tensor => tensor.IsBuffer == buffers)
        .Select(tensor => new TensorSpec(tensor.Name, tensor.Shape, Initialization.Zeros, tensor.IsInteger))
        .ToArray();
}

/// <summary>The features that a module of the user's own gives to its head; their number is that of the head's inputs.</summary>
/// <param name="Features">Length of the features of one example.</param>
public sealed record CustomFeatures(int Features) : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(Features);
}
