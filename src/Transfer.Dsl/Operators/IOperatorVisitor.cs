namespace Transfer.Operators;

/// <summary>
/// Provides one method for each operator, for work that depends on the operator, such as a back end that computes each in its own
/// way. The compiler then names the methods that a back end lacks.
/// </summary>
/// <typeparam name="TResult">The result of a visit.</typeparam>
public interface IOperatorVisitor<out TResult>
{
    /// <summary>Visits an elementwise function.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(Activation op);

    /// <summary>Visits an average pooling to a given size.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(AdaptiveAvgPool2d op);

    /// <summary>Visits an addition.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(Add op);

    /// <summary>Visits an average pooling.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(AvgPool2d op);

    /// <summary>Visits a batch normalization.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(BatchNorm op);

    /// <summary>Visits a class token.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(ClassToken op);

    /// <summary>Visits a concatenation.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(Concat op);

    /// <summary>Visits a convolution.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(Conv2d op);

    /// <summary>Visits the features of a custom module.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(CustomFeatures op);

    /// <summary>Visits a custom module.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(CustomModule op);

    /// <summary>Visits dropout.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(Dropout op);

    /// <summary>Visits flattening.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(Flatten op);

    /// <summary>Visits the identity.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(Identity op);

    /// <summary>Visits the network's input.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(Input op);

    /// <summary>Visits a layer normalization.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(LayerNorm op);

    /// <summary>Visits a layer normalization over the channels of each pixel.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(LayerNorm2d op);

    /// <summary>Visits a learned factor for each channel.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(LayerScale op);

    /// <summary>Visits a fully connected layer.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(Linear op);

    /// <summary>Visits a maximum pooling.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(MaxPool2d op);

    /// <summary>Visits a permutation of dimensions.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(Permute op);

    /// <summary>Visits a position embedding.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(PositionEmbedding op);

    /// <summary>Visits a product with one factor per channel.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(Scale op);

    /// <summary>Visits the selection of a token.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(SelectToken op);

    /// <summary>Visits self-attention.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(SelfAttention op);

    /// <summary>Visits stochastic depth.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(StochasticDepth op);

    /// <summary>Visits the conversion of pixels to tokens.</summary>
    /// <param name="op">The operator.</param>
    /// <returns>The result.</returns>
    TResult Visit(Tokens op);
}
