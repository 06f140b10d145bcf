using Transfer.Common;

namespace Transfer.Operators;

/// <summary>
/// Represents what a node computes, as data: its output shape, the parameters and buffers it owns, and its cost. A new operator
/// needs a new class with its definition and a method of <see cref="IOperatorVisitor{TResult}"/>; nothing in the planner changes.
/// </summary>
public abstract class Operator : Construct
{
    private protected const string RunningMean = "running_mean";
    private IReadOnlyList<TensorSpec>? parameters;
    private IReadOnlyList<TensorSpec>? buffers;

    private protected Operator()
    {
    }

    /// <summary>Gets the parameters, in torchvision's order.</summary>
    public IReadOnlyList<TensorSpec> Parameters => parameters ??= DescribeParameters();

    /// <summary>Gets the buffers, in torchvision's order.</summary>
    public IReadOnlyList<TensorSpec> Buffers => buffers ??= DescribeBuffers();

    /// <summary>Gets a value indicating whether it updates running statistics in training, as BatchNorm does.</summary>
    public bool HasRunningStatistics => Buffers.Any(buffer => buffer.Name == RunningMean);

    /// <summary>Gets a value indicating whether it is the network's input.</summary>
    internal virtual bool IsInput => false;

    /// <summary>Gets a value indicating whether it is a normalization.</summary>
    internal virtual bool IsNorm => false;

    /// <summary>Gets a value indicating whether it only moves or selects values: a normalized input stays normalized.</summary>
    internal virtual bool PassesValuesOn => false;

    /// <summary>Gets what it drops at random in training mode.</summary>
    internal virtual Randomness Randomness => Randomness.None;

    /// <summary>Gets the share that it drops; 0 for an operator that is never random.</summary>
    internal virtual double Chance => 0;

    /// <summary>
    /// Gets a value indicating whether it is random in training mode. Dropout with probability 0, which torchvision's
    /// transformers contain, is not.
    /// </summary>
    internal bool IsRandom => Chance > 0;

    /// <summary>Gets the window that it moves over the image; null where it has none.</summary>
    internal virtual Window? Window => null;

    /// <summary>Gets a value indicating whether it combines the pixels of a window, without parameters.</summary>
    internal virtual bool IsPooling => false;

    /// <summary>Gets a value indicating whether it pools a map of any size to a map of one fixed size.</summary>
    internal virtual bool PoolsToFixedSize => false;

    /// <summary>Gets a value indicating whether the second dimension of its weight is that of the input channels.</summary>
    internal virtual bool HasChannelFilters => false;

    /// <summary>Gets a value indicating whether each token of its output depends on its whole input.</summary>
    internal virtual bool MixesTokens => false;

    /// <summary>Gets a value indicating whether it returns its input unchanged in inference mode.</summary>
    internal virtual bool PassesInputOnInInference => Randomness != Randomness.None;

    /// <summary>Gets a value indicating whether its result is a view of its input's memory.</summary>
    internal virtual bool SharesInput => PassesInputOnInInference;

    /// <summary>
    /// Gets the same operator with a bias, if an operator before or after it that is a factor and a term for each channel can be
    /// folded into its weight; null otherwise.
    /// </summary>
    internal virtual Operator? WithBias => null;

    /// <summary>Gets a value indicating whether it pads its input with zeros.</summary>
    internal bool PadsInput => Window is { Padding: not { Height: 0, Width: 0 } };

    /// <summary>
    /// Gets the number added to the variance, if the operator is a factor and a term for each channel in inference mode
    /// (BatchNorm); null otherwise.
    /// </summary>
    internal virtual double? NormEpsilon => null;

    /// <summary>Gets a value indicating whether it stands for custom code, which the graph can't look into.</summary>
    internal virtual bool IsCustom => false;

    /// <summary>Gets the custom module that it stands for; null for any other operator.</summary>
    internal virtual CustomModule? AsCustomModule => null;

    /// <summary>Calls the visitor's method for this operator and returns its result.</summary>
    /// <typeparam name="TResult">The result of a visit.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <returns>The result.</returns>
    public TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => Visit(Argument.NotNull(visitor, nameof(visitor)));

    /// <summary>Returns the output's shape.</summary>
    /// <param name="inputs">The shapes of the inputs, without the batch dimension.</param>
    /// <returns>The shape, without the batch dimension.</returns>
    /// <exception cref="ShapeException">The operator can't take these inputs.</exception>
    internal abstract Shape Infer(IReadOnlyList<Shape> inputs);

    /// <summary>
    /// Returns the number of multiply-adds for one example. Only convolutions and matrix products count, as in torchvision's
    /// tables.
    /// </summary>
    /// <param name="inputs">The shapes of the inputs, without the batch dimension.</param>
    /// <param name="output">The output's shape.</param>
    /// <returns>The count.</returns>
    internal virtual long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape output) => 0;

    /// <summary>Returns the same operator with another share that it drops.</summary>
    /// <param name="chance">The share, from 0 to 1.</param>
    internal virtual Operator WithChance(double chance) =>
        throw new InvalidOperationException($"{DefinedBy.Name} leaves nothing out at random.");

    /// <summary>Calls the visitor's method for this operator.</summary>
    private protected abstract TResult Visit<TResult>(IOperatorVisitor<TResult> visitor);

    /// <summary>Lists the parameters, in torchvision's order.</summary>
    private protected virtual IReadOnlyList<TensorSpec> DescribeParameters() => Array.Empty<TensorSpec>();

    /// <summary>Lists the buffers, in torchvision's order.</summary>
    private protected virtual IReadOnlyList<TensorSpec> DescribeBuffers() => Array.Empty<TensorSpec>();
}
