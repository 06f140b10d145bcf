using Transfer.Common;

namespace Transfer.Operators;

/// <summary>
/// A module of the user's own: known by its named tensors, not by what it computes. What it gives has an unknown shape
/// and what it costs is not counted.
/// </summary>
public sealed class CustomModule : Operator
{
    /// <summary>For back ends: initializes what is known of a module.</summary>
    /// <param name="type">The name of its class: <c>Conv2d</c>.</param>
    /// <param name="tensors">The parameters and buffers that are its own, without those of modules inside it, in their order.</param>
    /// <param name="output">The shape of what it gives for one example, where that is known: a fully connected head.</param>
    public CustomModule(string type, EquatableList<CustomTensor> tensors, Shape output)
    {
        Class = Argument.NotNull(type, nameof(type));
        Tensors = Argument.NotNull(tensors, nameof(tensors));
        Output = Argument.NotNull(output, nameof(output));
    }

    /// <summary>Gets the name of its class: <c>Conv2d</c>.</summary>
    public string Class { get; }

    /// <summary>The parameters and buffers that are its own, without those of modules inside it, in their order.</summary>
    internal EquatableList<CustomTensor> Tensors { get; }

    /// <summary>The shape of what it gives for one example, where that is known: a fully connected head.</summary>
    internal Shape Output { get; }

    internal override Definition DefinedBy => KnownOperators.CustomModule;

    internal override bool IsCustom => true;

    // By name, because TorchSharp's norms share no base, and users write their own: RMSNorm.
    internal override bool IsNorm => Class.Contains("Norm") || HasRunningStatistics;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Output;

    private protected override IReadOnlyList<TensorSpec> DescribeParameters() => Specs(buffers: false);

    private protected override IReadOnlyList<TensorSpec> DescribeBuffers() => Specs(buffers: true);

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("class", Class)
        .Add("tensors", Tensors)
        .Add("output", Output.Dimensions);

    private TensorSpec[] Specs(bool buffers) => Tensors
        .Where(tensor => tensor.IsBuffer == buffers)
        .Select(tensor => new TensorSpec(tensor.Name, tensor.Shape, Initialization.Zeros, tensor.IsInteger))
        .ToArray();

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> CustomModule = Of<CustomModule>(values => new CustomModule(
        values.Text("class"),
        values.Constructs("tensors", CustomTensor.Find).ToEquatableList(),
        values.Shape("output")));
}
