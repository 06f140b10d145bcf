namespace Transfer.Examples;

/// <summary>The four programs of the feature-extraction lesson, each under the PyTorch lines that it stands for.</summary>
internal static class LessonRecipes
{
    // model = models.resnet18(weights="IMAGENET1K_V1")
    // for param in model.parameters():
    //     param.requires_grad = False
    // model.fc = nn.Linear(model.fc.in_features, 3)
    // optimizer = optim.Adam(model.fc.parameters(), lr=0.001)
    public static Recipe ThreeClasses { get; } = Backbone.ResNet18()
        .Pretrained()
        .FreezeAll()
        .Head(3)
        .Optimizer(Optimizers.Adam(0.001));

    // model = models.vgg16(weights="IMAGENET1K_V1")
    // for param in model.features.parameters():
    //     param.requires_grad = False
    // model.classifier[6] = nn.Linear(4096, 5)
    // optimizer = optim.SGD(model.classifier.parameters(), lr=0.001, momentum=0.9)
    public static Recipe VggClassifier { get; } = Backbone.Vgg16()
        .Pretrained()
        .Freeze("features")
        .Head(5)
        .Optimizer(Optimizers.Sgd(0.001, momentum: 0.9));

    // model = models.resnet18(weights="IMAGENET1K_V1")
    // model.fc = nn.Identity()
    // model.eval()
    public static Recipe Features { get; } = Backbone.ResNet18()
        .Pretrained()
        .FreezeAll()
        .Features();

    // model = models.resnet50(weights="IMAGENET1K_V2")
    // for param in model.parameters():
    //     param.requires_grad = False
    // model.fc = nn.Linear(2048, 5)
    // trainable = [p for p in model.parameters() if p.requires_grad]
    // optimizer = optim.SGD(trainable, lr=0.01, momentum=0.9)
    public static Recipe SgdOverWhatTrains { get; } = Backbone.ResNet50()
        .Pretrained("IMAGENET1K_V2")
        .FreezeAll()
        .Head(5)
        .Optimizer(Optimizers.Sgd(0.01, momentum: 0.9));
}
