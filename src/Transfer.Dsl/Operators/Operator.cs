using Transfer.Common;

namespace Transfer.Operators;

/// <summary>
/// What a node computes, as data: its output shape, the parameters and buffers it owns, and what it costs. A new operator is a
/// new class with its definition, and a method of <see cref="IOperatorVisitor{TResult}"/>; nothing in the planner changes for it.
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

    /// <summary>Gets whether it keeps running statistics of what passes in training: BatchNorm does.</summary>
    public bool HasRunningStatistics => Buffers.Any(buffer => buffer.Name == RunningMean);

    /// <summary>Gets a value indicating whether it is the network's input.</summary>
    internal virtual bool IsInput => false;

    /// <summary>Gets a value indicating whether it normalizes.</summary>
    internal virtual bool IsNorm => false;

    /// <summary>
    /// Gets a value indicating whether it only moves values about, or leaves some out: what was normalized before it stays
    /// so.
    /// </summary>
    internal virtual bool PassesValuesOn => false;

    /// <summary>Gets what it leaves out at random in training mode.</summary>
    internal virtual Randomness Randomness => Randomness.None;

    /// <summary>Gets the share that it leaves out; 0 for what is never random.</summary>
    internal virtual double Chance => 0;

    /// <summary>
    /// Gets a value indicating whether it is random in training mode: dropout of probability 0, which torchvision's
    /// transformers keep, is not.
    /// </summary>
    internal bool IsRandom => Chance > 0;

    /// <summary>Gets the window that it moves over the picture; null where it has none.</summary>
    internal virtual Window? Window => null;

    /// <summary>Gets a value indicating whether it joins the pixels of a window, without parameters.</summary>
    internal virtual bool IsPooling => false;

    /// <summary>Gets a value indicating whether it joins the pixels of a map of any size to a map of one size.</summary>
    internal virtual bool PoolsToFixedSize => false;

    /// <summary>
    /// Gets a value indicating whether its weight has a filter for each channel of its input, second dimension of the weight.
    /// </summary>
    internal virtual bool HasChannelFilters => false;

    /// <summary>Gets a value indicating whether each token of its output depends on all of its input.</summary>
    internal virtual bool MixesTokens => false;

    /// <summary>Gets a value indicating whether it gives its input, unchanged, in inference mode.</summary>
    internal virtual bool PassesInputOnInInference => Randomness != Randomness.None;

    /// <summary>Gets a value indicating whether its result is a view of its input's memory.</summary>
    internal virtual bool SharesInput => PassesInputOnInInference;

    /// <summary>
    /// Gets the same operator with a bias, where what follows or precedes it can be folded into its weight: a factor and a term
    /// for each channel. Null for any other operator.
    /// </summary>
    internal virtual Operator? WithBias => null;

    /// <summary>Gets a value indicating whether it adds zeros around its input.</summary>
    internal bool PadsInput => Window is { Padding: not { Height: 0, Width: 0 } };

    /// <summary>
    /// Gets what is added to the variance, where it is in inference a factor and a term for each channel (BatchNorm); null
    /// otherwise.
    /// </summary>
    internal virtual double? NormEpsilon => null;

    /// <summary>Gets a value indicating whether it stands for the user's code, which the graph can't look into.</summary>
    internal virtual bool IsCustom => false;

    /// <summary>Gets the custom module that it stands for; null for any other operator.</summary>
    internal virtual CustomModule? AsCustomModule => null;

    /// <summary>Returns what the visitor's method for this operator gives.</summary>
    /// <typeparam name="TResult">What a visit gives.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <returns>The result.</returns>
    public TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => Visit(Argument.NotNull(visitor, nameof(visitor)));

    /// <summary>Returns the output's shape.</summary>
    /// <param name="inputs">The shapes of the inputs, without the batch dimension.</param>
    /// <returns>The shape, without the batch dimension.</returns>
    /// <exception cref="ShapeException">The operator can't take these inputs.</exception>
    internal abstract Shape Infer(IReadOnlyList<Shape> inputs);

    /// <summary>
    /// Returns the multiply-adds for one example. Only convolutions and matrix products count, as in torchvision's tables.
    /// </summary>
    /// <param name="inputs">The shapes of the inputs, without the batch dimension.</param>
    /// <param name="output">The output's shape.</param>
    /// <returns>The count.</returns>
    internal virtual long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape output) => 0;

    /// <summary>Returns the same operator that leaves out another share.</summary>
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
