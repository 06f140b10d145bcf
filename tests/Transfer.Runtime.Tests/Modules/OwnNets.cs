using TorchSharp.Modules;
using static TorchSharp.torch;
using Net = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace Transfer.Tests.Modules;

/// <summary>Small networks as a user would write them: fields, a Sequential, a block inside, BatchNorm and dropout.</summary>
internal sealed class FieldsNet : Net
{
    private readonly Conv2d stem = nn.Conv2d(3, 4, 3, stride: 4, padding: 1);
    private readonly BatchNorm2d norm = nn.BatchNorm2d(4);
    private readonly Block block = new(4, 6);
    private readonly AdaptiveAvgPool2d pool = nn.AdaptiveAvgPool2d(1);
    private readonly Dropout dropout = nn.Dropout(0.5);
    private readonly Net classifier = nn.Linear(6, 7);

    public FieldsNet()
        : base(nameof(FieldsNet))
    {
        RegisterComponents();
    }

    public Net Classifier => classifier;

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = nn.functional.relu(norm.call(stem.call(input)));
        x = pool.call(block.call(x)).flatten(1);
        return classifier.call(dropout.call(x)).MoveToOuterDisposeScope();
    }

    /// <summary>Convolution, BatchNorm and dropout, which is off where all of the block is frozen.</summary>
    internal sealed class Block : Net
    {
        private readonly Conv2d conv;
        private readonly BatchNorm2d bn;
        private readonly Dropout2d drop = nn.Dropout2d(0.5);

        public Block(int from, int to)
            : base(nameof(Block))
        {
            conv = nn.Conv2d(from, to, 3, padding: 1, bias: false);
            bn = nn.BatchNorm2d(to);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return drop.call(nn.functional.relu(bn.call(conv.call(input)))).MoveToOuterDisposeScope();
        }
    }
}

/// <summary>The head stands in a Sequential, before another module in the order of registration.</summary>
internal sealed class SequentialNet : Net
{
    private readonly Sequential classifier = nn.Sequential(nn.Linear(5, 6), nn.ReLU(), nn.Linear(6, 4));
    private readonly Sequential features = nn.Sequential(
        nn.Conv2d(3, 5, 3, stride: 4), nn.BatchNorm2d(5, affine: false), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten());

    public SequentialNet()
        : base(nameof(SequentialNet))
    {
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var x = features.call(input);
        return classifier.call(x);
    }
}

/// <summary>The head is in a ModuleList, and the network has a parameter of its own.</summary>
internal sealed class ListNet : Net
{
    private readonly Parameter scale = new(ones(3 * 32 * 32));
    private readonly ModuleList<Net> layers = nn.ModuleList<Net>(nn.Flatten(), nn.Linear(3 * 32 * 32, 5), nn.Linear(5, 4));
    private readonly Linear extra = nn.Linear(5, 5);

    public ListNet()
        : base(nameof(ListNet))
    {
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = layers[1].call(layers[0].call(input).mul(scale));
        return layers[2].call(extra.call(x)).MoveToOuterDisposeScope();
    }
}

/// <summary>Its head's field can hold a Linear only; the head is registered before what runs before it.</summary>
internal sealed class TypedNet(int width = 5) : Net(nameof(TypedNet))
{
    private readonly Linear fc = nn.Linear(width, 4);
    private readonly Sequential features =
        nn.Sequential(nn.Conv2d(3, width, 3, stride: 4), nn.AdaptiveAvgPool2d(1), nn.Flatten());

    public static TypedNet Make(int width = 5)
    {
        var net = new TypedNet(width);
        net.RegisterComponents();
        return net;
    }

    public override Tensor forward(Tensor input)
    {
        using var x = features.call(input);
        return fc.call(x);
    }
}

/// <summary>One layer under two names.</summary>
internal sealed class TwiceNet : Net
{
    private readonly Linear fc = nn.Linear(4, 4);

    public TwiceNet()
        : base(nameof(TwiceNet))
    {
        register_module("head", fc);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => fc.call(input);
}

/// <summary>Nothing is registered.</summary>
internal sealed class ForgetfulNet() : Net(nameof(ForgetfulNet))
{
    private readonly Linear fc = nn.Linear(4, 4);

    public override Tensor forward(Tensor input) => fc.call(input);
}
