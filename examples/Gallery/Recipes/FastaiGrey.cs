namespace Transfer.Examples.Gallery;

/// <summary>fastai's <c>n_in=1</c>: a network of one channel from weights of three.</summary>
internal sealed class FastaiGrey : GalleryRecipe
{
    public override string Name => "fastai-grey";

    public override string Trains => "head and norms; everything, on grey images";

    public override Source Source => new(
        "fastai",
        "vision.learner: vision_learner(…, n_in=1)",
        "https://docs.fast.ai/vision.learner.html",
        "n_in other than 3 puts a new first convolution in; for 1 channel its weights are the sum over the pretrained three",
        "batches of 64; fine_tune with its defaults: 1 frozen epoch, base_lr 2e-3",
        "head, optimizer and schedule as in fastai-fine-tune");

    public override IReadOnlyList<string> Deviations =>
    [
        "ResNet18, and 4 epochs after the frozen one: the page leaves both open.",
        "Average pooling before the head, where fastai joins average and maximum: half as many features reach it.",
        "Rates rise from stage to stage; fastai has three groups (to layer2, layer3 and layer4, head) between the same two ends.",
        "New layers start as PyTorch's do; fastai draws them from kaiming_normal_.",
    ];

    public override Recipe Write(Setting on) => on.Start(Backbone.ResNet18())
        .InputChannels(1)
        .Head(h => h
            .BatchNorm().Dropout(0.25).Linear(512, bias: false).ReLU()
            .BatchNorm().Dropout(0.5).Linear(on.Classes(10), bias: false))
        .Optimizer(Optimizers.AdamW(2e-3, beta2: 0.99, epsilon: 1e-5, weightDecay: 0.01))
        .NoDecay(Layers.Norms, Layers.Biases)
        .BatchSize(64)
        .FineTune(freezeEpochs: on.Epochs(1, 0), epochs: on.Epochs(4, 1), baseLearningRate: 2e-3);
}
