namespace Transfer.Generators.Tests.Generation;

/// <summary>Modules of users' own, as source.</summary>
internal static class CustomSources
{
    /// <summary>What a file with a module begins with.</summary>
    public const string Usings = """
        using TorchSharp;
        using TorchSharp.Modules;
        using Transfer;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        using Net = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

        """;

    /// <summary>Fields, a block, a Sequential and a width.</summary>
    public const string MyNet = Usings + """
        namespace Shop;

        [Backbone(Head = "classifier.out")]
        public sealed class MyNet : Net
        {
            private readonly Conv2d conv_stem = Conv2d(3, 16, 3, padding: 1);
            private readonly BatchNorm2d bn1 = BatchNorm2d(16);
            private readonly Sequential blocks;
            private readonly Sequential classifier;

            public MyNet(int width = 32, string? note = null, PaddingModes padding = PaddingModes.Reflect)
                : base(nameof(MyNet))
            {
                blocks = Sequential(new Block(16), ReLU(), new Block(16));
                classifier = Sequential(("hidden", Linear(16, width)), ("relu", ReLU()), ("out", Linear(width, 10)));
                RegisterComponents();
            }

            public override Tensor forward(Tensor input) => classifier.call(blocks.call(bn1.call(conv_stem.call(input))).mean([2L, 3L]));
        }

        internal sealed class Block : Net
        {
            private readonly Conv2d conv;

            public Block(int channels)
                : base(nameof(Block))
            {
                conv = Conv2d(channels, channels, (3, 1), padding: (1, 0), bias: false);
                RegisterComponents();
            }

            public override Tensor forward(Tensor input) => conv.call(input);
        }
        """;
}
