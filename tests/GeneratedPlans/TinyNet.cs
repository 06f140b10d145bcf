using TorchSharp.Modules;
using Transfer;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Net = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace GeneratedPlans.Shop;

/// <summary>A module of the program's own, with a block and a Sequential.</summary>
[Backbone(Head = "classifier.1")]
public sealed class TinyNet : Net
{
    private readonly Net stem;
    private readonly TinyBlock block;
    private readonly Sequential classifier;

    /// <summary>A network for ten classes.</summary>
    public TinyNet(int width = 6)
        : base(nameof(TinyNet))
    {
        stem = Sequential(("conv", Conv2d(3, width, 3, stride: 4)), ("norm", BatchNorm2d(width)), ("relu", ReLU()));
        block = new TinyBlock(width);
        classifier = Sequential(Dropout(0.1), Linear(width, 10));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return classifier.call(block.call(stem.call(input)).mean([2L, 3L])).MoveToOuterDisposeScope();
    }
}

internal sealed class TinyBlock : Net
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;

    public TinyBlock(int width)
        : base(nameof(TinyBlock))
    {
        conv1 = Conv2d(width, width, 3, padding: 1, bias: false);
        bn1 = BatchNorm2d(width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return (input + functional.relu(bn1.call(conv1.call(input)))).MoveToOuterDisposeScope();
    }
}
