using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Transfer.Benchmarks;

/// <summary>ResNet18 as one writes it with TorchSharp's own modules: what the plan's module is measured against.</summary>
internal sealed class HandWrittenResNet18 : Module<Tensor, Tensor>
{
    /// <summary>The index of layer4's first block, from which a fine-tune trains.</summary>
    public const int Layer4 = 10;

    /// <summary>Past all modules of the backbone.</summary>
    public const int HeadOnly = 14;

    private readonly Sequential features;
    private readonly Linear fc;

    public HandWrittenResNet18(int classes)
        : base("resnet18")
    {
        features = Sequential(
            Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false),
            BatchNorm2d(64),
            ReLU(inplace: true),
            MaxPool2d(3, stride: 2, padding: 1),
            new Block(64, 64, 1),
            new Block(64, 64, 1),
            new Block(64, 128, 2),
            new Block(128, 128, 1),
            new Block(128, 256, 2),
            new Block(256, 256, 1),
            new Block(256, 512, 2),
            new Block(512, 512, 1),
            AdaptiveAvgPool2d(1),
            Flatten(1));
        fc = Linear(512, classes);
        RegisterComponents();
    }

    public Module<Tensor, Tensor> Backbone => features;

    public Linear Head => fc;

    /// <summary>Freezes the modules before one, the careful way: without gradients, and BatchNorm in inference.</summary>
    public void TrainFrom(int module)
    {
        foreach (var frozen in features.children().Take(module))
        {
            frozen.eval();
            foreach (var parameter in frozen.parameters())
            {
                parameter.requires_grad = false;
            }
        }
    }

    public override Tensor forward(Tensor input) => fc.call(features.call(input));

    private sealed class Block : Module<Tensor, Tensor>
    {
        private readonly Conv2d conv1;
        private readonly BatchNorm2d bn1;
        private readonly Conv2d conv2;
        private readonly BatchNorm2d bn2;
        private readonly Sequential? downsample;

        public Block(int from, int to, int stride)
            : base("block")
        {
            conv1 = Conv2d(from, to, 3, stride: stride, padding: 1, bias: false);
            bn1 = BatchNorm2d(to);
            conv2 = Conv2d(to, to, 3, padding: 1, bias: false);
            bn2 = BatchNorm2d(to);
            downsample = stride == 1 ? null : Sequential(Conv2d(from, to, 1, stride: stride, bias: false), BatchNorm2d(to));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var x = functional.relu(bn1.call(conv1.call(input)), inplace: true);
            x = bn2.call(conv2.call(x));
            return functional.relu(x.add_(downsample is null ? input : downsample.call(input)), inplace: true);
        }
    }
}
