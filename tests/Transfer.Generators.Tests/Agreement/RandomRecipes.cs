using System.Globalization;
using CsCheck;
using Transfer.Recipes;
using Transfer.Tests.Constructs;

namespace Transfer.Generators.Tests.Agreement;

/// <summary>Recipes at random as C#, right and wrong: every step of the language, over networks of every family.</summary>
internal static class RandomRecipes
{
    private static readonly Gen<string> Start = Gen.Frequency(
        (6, Gen.Const("Backbone.ResNet18()")),
        (6, Gen.OneOfConst(
            "Backbone.ResNet34()", "Backbone.ResNet50()", "Backbone.AlexNet()", "Backbone.Vgg11Bn()", "Backbone.SqueezeNet1_1()",
            "Backbone.MobileNetV2()", "Backbone.MobileNetV3Small()", "Backbone.DenseNet121()", "Backbone.EfficientNetB0()",
            "Backbone.ConvNeXtTiny()", "Backbone.ViTB32()", "Backbone.Named(\"vgg16\")")),
        (1, Gen.OneOfConst("Backbone.Named(\"resnet\")", "Backbone.Named(\"VGG16\")")));

    private static readonly Gen<string> Path = Gen.OneOf(
        Gen.OneOfConst(
            "conv1",
            "layer1",
            "layer2.0",
            "layer3.1.bn2",
            "layer4",
            "layer4.1",
            "layer4.1.conv2",
            "layer4.0.downsample",
            "fc",
            "fc.0"),
        Gen.OneOfConst("features", "features.0", "features.3", "classifier", "classifier.6", "encoder", "heads", "conv_proj"),
        Gen.OneOfConst("layer*.0", "layer?.1.conv1", "**.bias", "**.bn?", "**", "features.*.weight"),
        Gen.OneOfConst("layer5", "Layer4", "layr1", "feature", "clasifier", "fc.9", "xyzzy", "layer4.2", "layer?.9", "", " "));

    private static readonly Gen<string> Layer = Gen.Frequency(
        (5, Path.Select(path => $"\"{path}\"")),
        (2, Gen.OneOfConst("Layers.Head", "Layers.Norms", "Layers.Biases", "Layers.BatchNorms")),
        (1, Path.Select(path => $"\"{path}\" + Layers.Norms")));

    private static readonly Gen<string> Several = Gen.Frequency(
        (6, Layer.Array[1, 3].Select(layers => string.Join(", ", layers))),
        (1, Layer.Array[0, 3].Select(layers => $"[{string.Join(", ", layers)}]")),
        (1, Layer.Array[1, 3].Select(layers => $"new[] {{ {string.Join(", ", layers)} }}")));

    private static readonly Gen<string> Rate = Gen.Frequency(
        (9, Gen.OneOfConst("1e-6", "1e-5", "1e-4", "1e-3", "5e-3", "0.01", "0.1", "1", "10.0")),
        (2, Gen.Double[1e-7, 1].Select(Number)),
        (1, Gen.OneOfConst("0", "-0.1", "double.NaN")));

    private static readonly Gen<string> Share = Gen.Frequency(
        (9, Gen.OneOfConst("0", "0.1", "0.5", "0.9", "1")),
        (2, Gen.Double[0, 1].Select(Number)),
        (1, Gen.OneOfConst("-0.5", "1.5")));

    private static readonly Gen<string> Count = Gen.Frequency(
        (9, Gen.Int[1, 9].Select(Number)), (3, Gen.OneOfConst("10", "16", "32", "100", "1000")), (1, Gen.OneOfConst("0", "-1")));

    private static readonly Gen<string> Numbers = Gen.Int[0, 6].Array[0, 4]
        .Select(Gen.OneOfConst("[{0}]", "new int[] {{ {0} }}", "new List<int> {{ {0} }}"))
        .Select(
            (numbers, form) =>
                string.Format(CultureInfo.InvariantCulture, form, string.Join(", ", numbers.Order().Select(Number))));

    private static readonly Gen<string> Weights = Gen.Double[0, 4].Array[1, 4]
        .Select(weights => $"[{string.Join(", ", weights.Select(Number))}]");

    private static readonly Gen<string> Optimizer = Gen.OneOf(
        Rate.Select(Share, (rate, momentum) => $"Optimizers.Sgd({rate}, momentum: {momentum})"),
        Rate.Select(rate => $"Optimizers.Sgd({rate}, momentum: 0.9, weightDecay: 1e-4, nesterov: true)"),
        Rate.Select(rate => $"Optimizers.Sgd({rate}, weightDecay: 1e-4)"),
        Rate.Select(rate => $"Optimizers.Adam({rate})"),
        Rate.Select(rate => $"Optimizers.AdamW({rate}, weightDecay: 0)"),
        Rate.Select(rate => $"Optimizers.AdamW({rate})"),
        Rate.Select(rate => $"Optimizers.RMSprop({rate})"),
        Rate.Select(rate => $"Optimizers.NAdam({rate})"),
        Rate.Select(rate => $"Optimizers.RAdam({rate})"),
        Rate.Select(rate => $"Optimizers.Adagrad({rate})"),
        Gen.Const("Optimizers.Lbfgs()"),
        Gen.Const("Optimizers.AdamW()"));

    private static readonly Gen<string> Schedule = Gen.OneOf(
        Gen.OneOfConst("Schedules.Constant()", "Schedules.OneCycle()", "Schedules.Linear(1, 0)", "Schedules.ReduceOnPlateau()"),
        Count.Select(size => $"Schedules.Step({size})"),
        Numbers.Select(milestones => $"Schedules.MultiStep({milestones}, per: Per.Epoch)"),
        Gen.Int[0, 9].Select(warmUp => $"Schedules.Cosine(warmUp: {Number(warmUp)})"),
        Share.Select(gamma => $"Schedules.Exponential({gamma})"),
        Count.Select(first => $"Schedules.CosineRestarts({first}, 2)"));

    private static readonly Gen<string> Augmentation = Gen.OneOf(
        Gen.OneOfConst(
            "Augmentations.HorizontalFlip()",
            "Augmentations.VerticalFlip()",
            "Augmentations.TrivialAugment()",
            "Augmentations.Rotation(10)",
            "Augmentations.RandomResizedCrop()",
            "Augmentations.CutMix()",
            "Augmentations.RandomErasing()",
            "Augmentations.RandomCrop(4)"),
        Share.Select(share => $"Augmentations.Grayscale({share})"),
        Share.Select(share => $"Augmentations.ColorJitter(saturation: {share})"),
        Share.Select(alpha => $"Augmentations.MixUp({alpha})"));

    private static readonly Gen<string> Head = Gen.OneOf(
        Count.Select(width => $".Linear({width})"),
        Count.Select(width => $".Linear({width}, bias: false)"),
        Share.Select(share => $".Dropout({share})"),
        Gen.OneOfConst(".ReLU()", ".GELU()", ".SiLU()", ".BatchNorm()", ".LayerNorm()", ".Dropout()"));

    // What a recipe and its phases share.
    private static readonly Gen<string> Shared = Gen.OneOf(
        Sampled(StepScope.Both),
        Gen.OneOfConst(".FreezeAll()", ".UnfreezeAll()", ".FreezeAll()"),
        Several.Select(layers => $".Freeze({layers})"),
        Several.Select(layers => $".Unfreeze({layers})"),
        Layer.Select(layer => $".FreezeUpTo({layer})"),
        Layer.Select(layer => $".UnfreezeFrom({layer})"),
        Count.Select(stages => $".UnfreezeLast({stages})"),
        Gen.OneOfConst(".BatchNorm(FrozenBatchNorm.Train)", ".BatchNorm(FrozenBatchNorm.Inference)"),
        Optimizer.Select(optimizer => $".Optimizer({optimizer})"),
        Rate.Select(Rate, (lowest, highest) => $".LearningRates({lowest}, {highest})"),
        Share.Select(decay => $".LayerDecay({decay})"),
        Layer.Select(Rate, (layer, rate) => $".Group({layer}, {rate})"),
        Layer.Select(
            Rate, Share, (layer, rate, decay) => $".Group({layer}, learningRate: {rate}, weightDecay: {decay}, name: \"own\")"),
        Several.Select(layers => $".NoDecay({layers})"),
        Schedule.Select(schedule => $".Schedule({schedule})"));

    private static readonly Gen<string> PhaseStep = Gen.Frequency(
        (5, Shared),
        (1, Sampled(StepScope.Phase)),
        (1, Rate.Select(rate => $".LearningRate({rate})")),
        (1, Gen.Const(".FreshOptimizer()")));

    private static readonly Gen<string> Phase = Gen.Bool.Select(Count, PhaseStep.Array[0, 4], (isNamed, epochs, steps) =>
        (isNamed ? ".Phase(\"p\", " : ".Then(") + epochs + (steps.Length == 0 ? ")" : $", p => p{string.Concat(steps)})"));

    private static readonly Gen<string> Own = Gen.OneOf(
        Sampled(StepScope.Run),
        Sampled(StepScope.Run),
        Gen.OneOfConst(
            ".Pretrained()",
            ".Pretrained()",
            ".Pretrained()",
            ".Pretrained(\"IMAGENET1K_V1\")",
            ".Pretrained(\"IMAGENET1K_V2\")"),
        Gen.OneOfConst(".Pretrained(WeightsFile.At(\"a.pth\"))", ".Pretrained(WeightsFile.At(\"b.onnx\"))"),
        Count.Select(classes => $".Head({classes})"),
        Count.Select(Share, (classes, dropout) => $".Head({classes}, {dropout})"),
        Head.Array[0, 4].Select(layers => $".Head(h => h{string.Concat(layers)})"),
        Gen.OneOfConst(".Features()", ".Head(10)", ".Head(10)"),
        Gen.OneOfConst("224", "64", "32", "225", "16", "1", "0").Select(size => $".InputSize({size})"),
        Gen.Int[0, 4].Select(channels => $".InputChannels({Number(channels)})"),
        Share.Select(share => $".Dropout({share})"),
        Share.Select(share => $".StochasticDepth({share})"),
        Count.Select(epochs => $".Epochs({epochs})"),
        Count.Select(images => $".BatchSize({images})"),
        Gen.Int.Select(seed => $".Seed({Number(seed)})"),
        Share.Select(smoothing => $".Loss(Losses.CrossEntropy({smoothing}))"),
        Weights.Select(weights => $".Loss(Losses.CrossEntropy(classWeights: {weights}))"),
        Gen.Const(".Loss(Losses.BinaryCrossEntropy())"),
        Augmentation.Array[0, 3].Select(augmentations => $".Augment({string.Join(", ", augmentations)})"),
        Gen.Const(".BalancedSampling()"),
        Count.Select(patience => $".EarlyStopping({patience}, WatchedMetric.ValidationTop1)"),
        Rate.Select(norm => $".ClipGradients({norm})"),
        Rate.Select(limit => $".ClipGradientValues({limit})"),
        Count.Select(batches => $".Accumulate({batches})"),
        Share.Select(decay => $".AverageWeights({decay})"));

    private static readonly Gen<string> Sugar = Gen.OneOf(
        Count.Select(Rate, (epochs, rate) => $".FineTune(1, {epochs}, {rate})"),
        Count.Select(epochs => $".TwoPhase(2, {epochs})"),
        Numbers.Select(Count, (milestones, epochs) => $".GradualUnfreeze({milestones}, {epochs})"));

    // Most recipes are sound in most of their steps: one call that is refused hides all that follows.
    private static readonly Gen<string> Usual = Gen.OneOfConst(
        ".Pretrained().FreezeAll().Head(10)",
        ".Pretrained().Head(10)",
        ".Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10)",
        string.Empty);

    /// <summary>Recipes that end in <c>Compile()</c>.</summary>
    public static Gen<string> All { get; } = Start.Select(
        Usual,
        Gen.Frequency((3, Own), (3, Shared)).Array[0, 5],
        Gen.Frequency((4, Phase), (1, Sugar)).Array[0, 3],
        (start, usual, steps, phases) => start + usual + string.Concat(steps) + string.Concat(phases) + ".Compile()");

    // Steps with values of every kind that is defined, so that a new one is among them without a line here.
    private static Gen<string> Sampled(StepScope scope)
    {
        var kinds = Samples.Written.Where(kind => Samples.StepWith(Samples.Of(kind)).Definition.Scope.HasFlag(scope)).ToArray();
        return Gen.Int[0, kinds.Length - 1].Select(
            Gen.Int[0, 200], (kind, salt) => Samples.StepWith(Samples.Of(kinds[kind], salt)).ToString());
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
