using TorchSharp;
using Transfer.Operators;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Transfer.Modules;

/// <summary>Computes a node.</summary>
/// <param name="inputs">The values that the node reads, with the batch dimension first.</param>
/// <param name="tensors">Its parameters, then its buffers, as the operator declares them.</param>
/// <param name="training">Whether it runs as in training.</param>
/// <returns>The node's value.</returns>
internal delegate Tensor Kernel(Tensor[] inputs, Tensor[] tensors, bool training);

/// <summary>The TorchSharp calls that operators stand for.</summary>
internal static class Kernels
{
    /// <summary>The kernel of an operator.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="inPlace">Whether it may overwrite its first input.</param>
    /// <returns>The kernel.</returns>
    public static Kernel Of(Operator op, bool inPlace) => op switch
    {
        Input => (inputs, _, _) => inputs[0],
        Conv2d conv => Convolution(conv),
        Linear => (inputs, tensors, _) => F.linear(inputs[0], tensors[0], tensors.Length > 1 ? tensors[1] : null),
        BatchNorm norm => BatchNormalization(norm),
        LayerNorm norm => (inputs, tensors, _) => F.layer_norm(inputs[0], [norm.Features], tensors[0], tensors[1], norm.Epsilon),
        LayerNorm2d norm => PixelNormalization(norm),
        LayerScale => (inputs, tensors, _) => inputs[0].mul(tensors[0]),
        Activation activation => Elementwise(activation.Kind, inPlace),
        MaxPool2d pool => MaxPooling(pool),
        AvgPool2d pool => AveragePooling(pool),
        AdaptiveAvgPool2d pool => AdaptivePooling(pool),
        Add =>
            inPlace ? (inputs, _, _) =>
                inputs[0].add_(inputs[1], Scalars.One) : (inputs, _, _) => inputs[0].add(inputs[1], Scalars.One),
        Scale => (inputs, _, _) => inputs[0].mul(inputs[1]),
        Concat => (inputs, _, _) => cat(inputs, 1),
        Flatten => (inputs, _, _) => inputs[0].flatten(1),
        Identity => (inputs, _, _) => inputs[0].alias(),
        Permute permute => Reordering(permute),
        Tokens => (inputs, _, _) => Owned(() => inputs[0].flatten(2).transpose(1, 2)),
        ClassToken => (inputs, tensors, _) => Owned(() => cat([tensors[0].expand(inputs[0].shape[0], -1, -1), inputs[0]], 1)),
        PositionEmbedding => (inputs, tensors, _) => inputs[0].add(tensors[0], Scalars.One),
        SelectToken token => (inputs, _, _) => inputs[0].select(1, token.Index),
        SelfAttention attention => (inputs, tensors, _) => Owned(() => Attention(attention, inputs[0], tensors)),
        Dropout dropout => Random(dropout.Probability, (input, p) => F.dropout(input, p, training: true)),
        StochasticDepth depth => Random(depth.Probability, DropRows),
        _ => throw new NotSupportedException($"The TorchSharp back end has no kernel for the operator {op.GetType().Name}."),
    };

    private static Kernel Convolution(Conv2d conv)
    {
        var (stride, padding, dilation) = (Pair(conv.Stride), Pair(conv.Padding), Pair(conv.Dilation));
        Kernel strided = (inputs, tensors, _) =>
            F.conv2d(inputs[0], tensors[0], tensors.Length > 1 ? tensors[1] : null, stride, padding, dilation, conv.Groups);
        return IsWideShortcut(conv)
            ? (inputs, tensors, training) => inputs[0].requires_grad && inputs[0].device_type == DeviceType.CPU
                ? Owned(() => OverEvery(stride, inputs[0], tensors))
                : strided(inputs, tensors, training)
            : strided;
    }

    // oneDNN's gradient of a strided 1×1 convolution over 512 channels or more (the last shortcuts of ResNet50) divides by
    // zero, and so ends the process, where the processor hides its caches, as many virtual ones do.
    private static bool IsWideShortcut(Conv2d conv) =>
        conv is { InChannels: >= 512, Groups: 1, Kernel: { Height: 1, Width: 1 }, Padding: { Height: 0, Width: 0 } }
        && (conv.Stride.Height > 1 || conv.Stride.Width > 1);

    // The same, as a convolution of stride 1 over every stride-th pixel.
    private static Tensor OverEvery(long[] stride, Tensor input, Tensor[] tensors) => F.conv2d(
        input.slice(2, 0, input.shape[2], stride[0]).slice(3, 0, input.shape[3], stride[1]),
        tensors[0],
        tensors.Length > 1 ? tensors[1] : null);

    private static Kernel BatchNormalization(BatchNorm norm) => (inputs, tensors, training) =>
    {
        if (training)
        {
            using (no_grad())
            {
                tensors[4].add_(Scalars.One, Scalars.One);
            }
        }

        return F.batch_norm(inputs[0], tensors[2], tensors[3], tensors[0], tensors[1], training, norm.Momentum, norm.Epsilon);
    };

    private static Kernel PixelNormalization(LayerNorm2d norm) => (inputs, tensors, _) => Owned(() =>
        F.layer_norm(inputs[0].permute(0, 2, 3, 1), [norm.Features], tensors[0], tensors[1], norm.Epsilon).permute(0, 3, 1, 2));

    private static Kernel Reordering(Permute permute)
    {
        // The batch dimension stays first.
        long[] order = [0, .. permute.Order.Select(dimension => dimension + 1L)];
        return (inputs, _, _) => inputs[0].permute(order);
    }

    private static Tensor Attention(SelfAttention attention, Tensor input, Tensor[] tensors)
    {
        var (batch, tokens) = (input.shape[0], input.shape[1]);
        var parts = F.linear(input, tensors[0], tensors[1])
            .reshape(batch, tokens, 3, attention.Heads, attention.Features / attention.Heads)
            .permute(2, 0, 3, 1, 4);
        var mixed = F.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
        return F.linear(mixed.transpose(1, 2).reshape(batch, tokens, attention.Features), tensors[2], tensors[3]);
    }

    // Frees the handles of what lies between input and output.
    private static Tensor Owned(Func<Tensor> compute)
    {
        using var scope = NewDisposeScope();
        return compute().MoveToOuterDisposeScope();
    }

    private static Kernel Elementwise(ActivationKind kind, bool inPlace) => kind switch
    {
        ActivationKind.ReLU => inPlace ? (inputs, _, _) => inputs[0].relu_() : (inputs, _, _) => inputs[0].relu(),
        ActivationKind.ReLU6 => (inputs, _, _) => F.relu6(inputs[0]),
        ActivationKind.SiLU => (inputs, _, _) => F.silu(inputs[0]),
        ActivationKind.Hardswish => (inputs, _, _) => F.hardswish(inputs[0]),
        ActivationKind.Hardsigmoid => (inputs, _, _) => F.hardsigmoid(inputs[0]),
        ActivationKind.Sigmoid => (inputs, _, _) => inputs[0].sigmoid(),
        ActivationKind.GELU => (inputs, _, _) => F.gelu(inputs[0]),
        _ => throw new NotSupportedException($"The TorchSharp back end has no kernel for the function {kind}."),
    };

    private static Kernel MaxPooling(MaxPool2d pool)
    {
        var (kernel, stride, padding) = (Pair(pool.Kernel), Pair(pool.Stride), Pair(pool.Padding));
        return (inputs, _, _) => F.max_pool2d(inputs[0], kernel, stride, padding, ceil_mode: pool.Ceil);
    }

    private static Kernel AveragePooling(AvgPool2d pool)
    {
        var (kernel, stride, padding) = (Pair(pool.Kernel), Pair(pool.Stride), Pair(pool.Padding));
        return (inputs, _, _) => F.avg_pool2d(inputs[0], kernel, stride, padding);
    }

    private static Kernel AdaptivePooling(AdaptiveAvgPool2d pool)
    {
        var size = Pair(pool.Size);
        return (inputs, _, _) => F.adaptive_avg_pool2d(inputs[0], size);
    }

    private static Kernel Random(double probability, Func<Tensor, double, Tensor> apply) =>
        (inputs, _, training) => training && probability > 0 ? apply(inputs[0], probability) : inputs[0].alias();

    // torchvision.ops.stochastic_depth, mode "row".
    private static Tensor DropRows(Tensor input, double probability)
    {
        var survival = 1 - probability;
        var shape = new long[input.dim()];
        Array.Fill(shape, 1);
        shape[0] = input.shape[0];
        using var rows = empty(shape, input.dtype, input.device).bernoulli_(survival);
        if (survival > 0)
        {
            Scalars.Use(survival, share => rows.div_(share));
        }

        return input.mul(rows);
    }

    private static long[] Pair(Size2d size) => [size.Height, size.Width];
}
