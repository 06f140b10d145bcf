namespace Transfer.Examples.Gallery;

/// <summary>Udacity's flowers: VGG16's convolutions frozen, its classifier trained.</summary>
internal sealed class UdacityVgg16 : GalleryRecipe
{
    public override string Name => "udacity-vgg16";

    public override string Trains => "classifier";

    public override Source Source => new(
        "Udacity",
        "Deep Learning v2 (PyTorch), Transfer_Learning_Solution.ipynb",
        "https://github.com/udacity/deep-learning-v2-pytorch/blob/master/transfer-learning/Transfer_Learning_Solution.ipynb",
        "VGG16 pretrained; requires_grad = False for vgg16.features; classifier[6] becomes a Linear with 5 outputs",
        "SGD over vgg16.classifier, lr 0.001, no momentum; cross-entropy; 2 epochs, batches of 20",
        "images: RandomResizedCrop(224), for training and test alike");

    public override IReadOnlyList<string> Deviations =>
    [
        "Test images are cut from the centre: a random crop of them would make the measured accuracy random.",
        "Images are normalized as the weights were trained; the notebook leaves values from 0 to 1 as they are.",
    ];

    public override Recipe Write(Setting on) => on.Start(Backbone.Vgg16())
        .Freeze("features")
        .Head(on.Classes(5))
        .Augment(Augmentations.RandomResizedCrop())
        .Optimizer(Optimizers.Sgd(0.001))
        .BatchSize(20)
        .Epochs(on.Epochs(2));
}
