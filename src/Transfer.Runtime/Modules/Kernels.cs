using TorchSharp;
using Transfer.Operators;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Transfer.Modules;

/// <summary>The TorchSharp calls that operators stand for.</summary>
internal sealed class Kernels : IOperatorVisitor<OperatorKernel>
{
    private Kernels()
    {
    }

    public static Kernels Instance { get; } = new();

    public OperatorKernel Visit(Activation op) => op.Kind switch
    {
        ActivationKind.ReLU => new((inputs, _, _) => inputs[0].relu(), (inputs, _, _) => inputs[0].relu_()),
        ActivationKind.ReLU6 => new((inputs, _, _) => F.relu6(inputs[0]), RunOverInput: (inputs, _, _) => inputs[0].relu6_()),
        ActivationKind.SiLU => new((inputs, _, _) => F.silu(inputs[0]), RunOverInput: (inputs, _, _) => inputs[0].silu_()),
        ActivationKind.Hardswish => new(
            (inputs, _, _) => F.hardswish(inputs[0]), RunOverInput: (inputs, _, _) => inputs[0].hardswish_()),
        ActivationKind.Hardsigmoid => new(
            (inputs, _, _) => F.hardsigmoid(inputs[0]), RunOverInput: (inputs, _, _) => inputs[0].hardsigmoid_()),
        ActivationKind.Sigmoid => new(
            (inputs, _, _) => inputs[0].sigmoid(), RunOverInput: (inputs, _, _) => inputs[0].sigmoid_()),
        ActivationKind.GELU => new((inputs, _, _) => F.gelu(inputs[0]), RunOverInput: (inputs, _, _) => inputs[0].gelu_()),
        _ => throw new NotSupportedException($"The TorchSharp back end has no kernel for the function {op.Kind}."),
    };

    public OperatorKernel Visit(AdaptiveAvgPool2d op)
    {
        var size = Pair(op.Size);
        return new((inputs, _, _) => F.adaptive_avg_pool2d(inputs[0], size));
    }

    public OperatorKernel Visit(Add op) => new(
        (inputs, _, _) => inputs[0].add(inputs[1], Scalars.One),
        (inputs, _, _) => inputs[0].add_(inputs[1], Scalars.One),
        LeavesOutput: true);

    public OperatorKernel Visit(AvgPool2d op)
    {
        var (kernel, stride, padding) = (Pair(op.Kernel), Pair(op.Stride), Pair(op.Padding));
        return new((inputs, _, _) => F.avg_pool2d(inputs[0], kernel, stride, padding));
    }

    public OperatorKernel Visit(BatchNorm op) => new(
        (inputs, tensors, training) =>
        {
            if (training)
            {
                using (no_grad())
                {
                    tensors[4].add_(Scalars.One, Scalars.One);
                }
            }

            return F.batch_norm(inputs[0], tensors[2], tensors[3], tensors[0], tensors[1], training, op.Momentum, op.Epsilon);
        },
        LeavesOutput: true);

    public OperatorKernel Visit(ClassToken op) =>
        new((inputs, tensors, _) => Owned(() => cat([tensors[0].expand(inputs[0].shape[0], -1, -1), inputs[0]], 1)));

    public OperatorKernel Visit(Concat op) => new((inputs, _, _) => cat(inputs, 1));

    public OperatorKernel Visit(Conv2d op)
    {
        var (stride, padding, dilation, groups) = (Pair(op.Stride), Pair(op.Padding), Pair(op.Dilation), (long)op.Groups);
        Kernel strided = (inputs, tensors, _) =>
            F.conv2d(inputs[0], tensors[0], tensors.Length > 1 ? tensors[1] : null, stride, padding, dilation, groups);
        return new(
            IsWideShortcut(op)
                ? (inputs, tensors, training) => inputs[0].requires_grad && inputs[0].device_type == DeviceType.CPU
                    ? Owned(() => OverEvery(stride, inputs[0], tensors))
                    : strided(inputs, tensors, training)
                : strided,
            LeavesOutput: true,
            RunChannelsLast: IsPointwise(op)
                ? (inputs, tensors, _) => Owned(() => OverPixels(op, inputs[0], tensors))
                : null);
    }

    public OperatorKernel Visit(CustomFeatures op) => throw NotRunNodeByNode();

    public OperatorKernel Visit(CustomModule op) => throw NotRunNodeByNode();

    public OperatorKernel Visit(Dropout op) => Random(op.Probability, (input, p) => F.dropout(input, p, training: true));

    public OperatorKernel Visit(Flatten op) => new((inputs, _, _) => inputs[0].flatten(1));

    public OperatorKernel Visit(Identity op) => new((inputs, _, _) => inputs[0].alias());

    public OperatorKernel Visit(Input op) => new((inputs, _, _) => inputs[0]);

    public OperatorKernel Visit(LayerNorm op)
    {
        long[] shape = [op.Features];
        return new((inputs, tensors, _) => F.layer_norm(inputs[0], shape, tensors[0], tensors[1], op.Epsilon));
    }

    public OperatorKernel Visit(LayerNorm2d op)
    {
        long[] shape = [op.Features];
        return new((inputs, tensors, _) => Owned(() =>
            F.layer_norm(inputs[0].permute(0, 2, 3, 1), shape, tensors[0], tensors[1], op.Epsilon).permute(0, 3, 1, 2)));
    }

    public OperatorKernel Visit(LayerScale op) => new(
        (inputs, tensors, _) => inputs[0].mul(tensors[0]), RunOverInput: (inputs, tensors, _) => inputs[0].mul_(tensors[0]));

    public OperatorKernel Visit(Linear op) =>
        new((inputs, tensors, _) => F.linear(inputs[0], tensors[0], tensors.Length > 1 ? tensors[1] : null));

    public OperatorKernel Visit(MaxPool2d op)
    {
        var (kernel, stride, padding, ceil) = (Pair(op.Kernel), Pair(op.Stride), Pair(op.Padding), op.Ceil);
        return new((inputs, _, _) => F.max_pool2d(inputs[0], kernel, stride, padding, ceil_mode: ceil));
    }

    public OperatorKernel Visit(Permute op)
    {
        // The batch dimension stays first.
        long[] order = [0, .. op.Order.Select(dimension => dimension + 1L)];
        return new((inputs, _, _) => inputs[0].permute(order));
    }

    public OperatorKernel Visit(PositionEmbedding op) => new(
        (inputs, tensors, _) => inputs[0].add(tensors[0], Scalars.One),
        RunOverInput: (inputs, tensors, _) => inputs[0].add_(tensors[0], Scalars.One));

    public OperatorKernel Visit(Scale op) => new(
        (inputs, _, _) => inputs[0].mul(inputs[1]), RunOverInput: (inputs, _, _) => inputs[0].mul_(inputs[1]));

    public OperatorKernel Visit(SelectToken op) => new((inputs, _, _) => inputs[0].select(1, op.Index));

    public OperatorKernel Visit(SelfAttention op) => new((inputs, tensors, _) => Owned(() => Attention(op, inputs[0], tensors)));

    public OperatorKernel Visit(StochasticDepth op) => Random(op.Probability, DropRows);

    public OperatorKernel Visit(Tokens op) => new((inputs, _, _) => Owned(() => inputs[0].flatten(2).transpose(1, 2)));

    // oneDNN's gradient of a strided 1×1 convolution over 512 channels or more (the last shortcuts of ResNet50) divides by
    // zero, and so ends the process, where the processor hides its caches, as many virtual ones do.
    private static bool IsWideShortcut(Conv2d op) =>
        op is { InChannels: >= 512, Groups: 1, Kernel: { Height: 1, Width: 1 }, Padding: { Height: 0, Width: 0 } }
        && (op.Stride.Height > 1 || op.Stride.Width > 1);

    // The same, as a convolution of stride 1 over every stride-th pixel.
    private static Tensor OverEvery(long[] stride, Tensor input, Tensor[] tensors) => F.conv2d(
        input.slice(2, 0, input.shape[2], stride[0]).slice(3, 0, input.shape[3], stride[1]),
        tensors[0],
        tensors.Length > 1 ? tensors[1] : null);

    private static bool IsPointwise(Conv2d op) =>
        op is { Groups: 1, Kernel: { Height: 1, Width: 1 }, Padding: { Height: 0, Width: 0 } };

    // With channels last, a 1×1 convolution is one product of matrices over all pixels. oneDNN's own kernels for it give wrong
    // values, or end the process, on processors that hide their caches.
    private static Tensor OverPixels(Conv2d op, Tensor input, Tensor[] tensors)
    {
        var pixels = input.permute(0, 2, 3, 1);
        if (op.Stride is not { Height: 1, Width: 1 })
        {
            pixels = pixels
                .slice(1, 0, input.shape[2], op.Stride.Height)
                .slice(2, 0, input.shape[3], op.Stride.Width)
                .contiguous();
        }

        var weight = tensors[0].reshape(op.OutChannels, op.InChannels);
        return F.linear(pixels, weight, tensors.Length > 1 ? tensors[1] : null).permute(0, 3, 1, 2);
    }

    private static Tensor Attention(SelfAttention op, Tensor input, Tensor[] tensors)
    {
        var (batch, tokens) = (input.shape[0], input.shape[1]);
        var parts = F.linear(input, tensors[0], tensors[1])
            .reshape(batch, tokens, 3, op.Heads, op.Features / op.Heads)
            .permute(2, 0, 3, 1, 4);
        var mixed = F.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
        return F.linear(mixed.transpose(1, 2).reshape(batch, tokens, op.Features), tensors[2], tensors[3]);
    }

    // Frees the handles of what lies between input and output.
    private static Tensor Owned(Func<Tensor> compute)
    {
        using var scope = NewDisposeScope();
        return compute().MoveToOuterDisposeScope();
    }

    private static OperatorKernel Random(double probability, Func<Tensor, double, Tensor> apply) => new(
        (inputs, _, training) => training && probability > 0 ? apply(inputs[0], probability) : inputs[0].alias());

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

    private static NotSupportedException NotRunNodeByNode() =>
        new("A custom module runs as a whole: the graph does not know what it computes.");

    private static long[] Pair(Size2d size) => [size.Height, size.Width];
}
