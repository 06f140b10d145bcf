namespace Transfer.Operators;

/// <summary>A parameter or buffer that an operator owns.</summary>
/// <param name="Name">Its name within its module: <c>weight</c>.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Initialization">How it is filled when no pretrained value replaces it.</param>
/// <param name="IsInteger">Whether it holds int64 (counters, index tables) rather than float32.</param>
public sealed record TensorSpec(string Name, Shape Shape, Initialization Initialization, bool IsInteger = false);

/// <summary>
/// What a node computes, as data: its output shape, the parameters and buffers it owns, and what it costs.
/// A new operator is a new record; nothing here or in the planner changes for it.
/// </summary>
public abstract partial record Operator
{
    /// <summary>The parameters, in torchvision's order.</summary>
    public virtual IReadOnlyList<TensorSpec> Parameters => Array.Empty<TensorSpec>();

    /// <summary>The buffers, in torchvision's order.</summary>
    public virtual IReadOnlyList<TensorSpec> Buffers => Array.Empty<TensorSpec>();

    /// <summary>Whether it keeps running statistics of what passes in training: BatchNorm does.</summary>
    public virtual bool HasRunningStatistics => false;

    /// <summary>The output's shape.</summary>
    /// <param name="inputs">The shapes of the inputs, without the batch dimension.</param>
    /// <returns>The shape, without the batch dimension.</returns>
    /// <exception cref="ShapeException">The operator can't take these inputs.</exception>
    public abstract Shape Infer(IReadOnlyList<Shape> inputs);

    /// <summary>Multiply-adds for one example. Only convolutions and matrix products count, as in torchvision's tables.</summary>
    /// <param name="inputs">The shapes of the inputs, without the batch dimension.</param>
    /// <param name="output">The output's shape.</param>
    /// <returns>The count.</returns>
    public virtual long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape output) => 0;
}

/// <summary>An operator was given an input that it can't take.</summary>
/// <param name="message">What was wrong.</param>
public sealed class ShapeException(string message) : Exception(message);
