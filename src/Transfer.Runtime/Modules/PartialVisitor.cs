using Transfer.Operators;

namespace Transfer.Modules;

/// <summary>A visitor to which all operators are the same, but for those whose methods a derived class overrides.</summary>
/// <typeparam name="TResult">What a visit gives.</typeparam>
internal abstract class PartialVisitor<TResult> : IOperatorVisitor<TResult>
{
    public virtual TResult Visit(Activation op) => Other(op);

    public virtual TResult Visit(AdaptiveAvgPool2d op) => Other(op);

    public virtual TResult Visit(Add op) => Other(op);

    public virtual TResult Visit(AvgPool2d op) => Other(op);

    public virtual TResult Visit(BatchNorm op) => Other(op);

    public virtual TResult Visit(ClassToken op) => Other(op);

    public virtual TResult Visit(Concat op) => Other(op);

    public virtual TResult Visit(Conv2d op) => Other(op);

    public virtual TResult Visit(CustomFeatures op) => Other(op);

    public virtual TResult Visit(CustomModule op) => Other(op);

    public virtual TResult Visit(Dropout op) => Other(op);

    public virtual TResult Visit(Flatten op) => Other(op);

    public virtual TResult Visit(Identity op) => Other(op);

    public virtual TResult Visit(Input op) => Other(op);

    public virtual TResult Visit(LayerNorm op) => Other(op);

    public virtual TResult Visit(LayerNorm2d op) => Other(op);

    public virtual TResult Visit(LayerScale op) => Other(op);

    public virtual TResult Visit(Linear op) => Other(op);

    public virtual TResult Visit(MaxPool2d op) => Other(op);

    public virtual TResult Visit(Permute op) => Other(op);

    public virtual TResult Visit(PositionEmbedding op) => Other(op);

    public virtual TResult Visit(Scale op) => Other(op);

    public virtual TResult Visit(SelectToken op) => Other(op);

    public virtual TResult Visit(SelfAttention op) => Other(op);

    public virtual TResult Visit(StochasticDepth op) => Other(op);

    public virtual TResult Visit(Tokens op) => Other(op);

    /// <summary>Visits an operator that has no method of its own.</summary>
    protected abstract TResult Other(Operator op);
}
