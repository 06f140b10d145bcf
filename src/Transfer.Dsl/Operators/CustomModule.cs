using Transfer.Common;

namespace Transfer.Operators;

/// <summary>
/// Represents a custom module: its named tensors are known, what it computes is not. The shape of its output is unknown, and its
/// cost is not counted.
/// </summary>
public sealed class CustomModule : Operator
{
    /// <summary>Initializes a new instance of the <see cref="CustomModule"/> class.</summary>
    /// <param name="type">The name of the module's class: <c>Conv2d</c>.</param>
    /// <param name="tensors">The module's own parameters and buffers, without those of the modules inside it, in order.</param>
    /// <param name="output">The shape of the output for one image, where it is known: that of a fully connected head.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    public CustomModule(string type, IReadOnlyList<CustomTensor> tensors, Shape output)
        : this(type, KindOf(type, tensors), tensors.ToEquatableList(), output)
    {
    }

    internal CustomModule(string type, CustomModuleKind kind, EquatableList<CustomTensor> tensors, Shape output)
    {
        Class = Argument.NotNull(type, nameof(type));
        Kind = Argument.Member(kind, nameof(kind));
        Tensors = Argument.NotNull(tensors, nameof(tensors));
        Output = Argument.NotNull(output, nameof(output));
        if (tensors.GroupBy(tensor => tensor.Name).FirstOrDefault(named => named.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException($"tensors has {Literal.Text(twice.Key)} twice.", nameof(tensors));
        }
    }

    /// <summary>Gets the name of the module's class: <c>Conv2d</c>.</summary>
    public string Class { get; }

    /// <summary>Gets what else is known about the module.</summary>
    internal CustomModuleKind Kind { get; }

    /// <summary>Gets the module's own parameters and buffers, without those of the modules inside it, in order.</summary>
    public EquatableList<CustomTensor> Tensors { get; }

    /// <summary>Gets the shape of the output for one example, where it is known: that of a fully connected head.</summary>
    internal Shape Output { get; }

    internal override Definition DefinedBy => KnownOperators.CustomModule;

    internal override bool IsCustom => true;

    internal override CustomModule AsCustomModule => this;

    internal override bool IsNorm => Kind == CustomModuleKind.Normalization;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Output;

    // By name, because TorchSharp's normalizations and dropouts share no base class, and users write their own: RMSNorm,
    // DropPath.
    internal static CustomModuleKind KindOf(string type, IEnumerable<CustomTensor> tensors) =>
        type.Contains("Norm") || tensors.Any(tensor => tensor.Name == RunningMean) ? CustomModuleKind.Normalization
        : type.Contains("Drop") ? CustomModuleKind.Random
        : CustomModuleKind.Other;

    private protected override IReadOnlyList<TensorSpec> DescribeParameters() => Specs(buffers: false);

    private protected override IReadOnlyList<TensorSpec> DescribeBuffers() => Specs(buffers: true);

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("class", Class)
        .Add("kind", Kind)
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
        values.Member<CustomModuleKind>("kind"),
        values.Constructs("tensors", CustomTensor.Find).ToEquatableList(),
        values.Shape("output")));
}
