namespace Transfer.Generators.Tests.Analyzers;

/// <summary>
/// The rules about weights, input, BatchNorm, rates, cost, regularization and loss: where each holds, and where it looks as if.
/// </summary>
public class TrainingRuleTests
{
    // What rules about other things say of the same recipes is tested with them.
    private static readonly string Others = Verify.Without(Enumerable.Range(1, 20).Where(number => number != 4));

    [Theory]
    [InlineData("Backbone.ResNet18().{|TRF021:FreezeAll|}().Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().{|TRF021:Freeze|}(\"conv1\").Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().{|TRF021:Freeze|}(\"conv1\").Freeze(\"bn1\").Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Head(10).{|TRF021:TwoPhase|}(1, 2).Compile();")]
    [InlineData("Backbone.ResNet18().FreezeAll().Head(10).Pretrained().Compile();")]
    [InlineData("Backbone.ResNet18().FreezeAll().UnfreezeAll().Head(10).Compile();")]
    [InlineData("(flag ? Backbone.ResNet18() : Backbone.ResNet18().Pretrained()).FreezeAll().Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained(name).FreezeAll().Head(10).Compile();")]
    public Task TRF021_frozen_random_weights(string statement) => Alone(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().{|TRF022:Pretrained|}(WeightsFile.At(\"a/x.h5\")).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().{|TRF022:Pretrained|}(WeightsFile.At(@\"c:\\a.b\\X.ONNX\")).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().{|TRF022:Pretrained|}(WeightsFile.At(\"x.dat\")).Unfreeze(name).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained(WeightsFile.At(\"x.h5\")).Pretrained().Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained(WeightsFile.At(\"x.h5/weights\")).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained(WeightsFile.At(\"last.ckpt\")).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained(WeightsFile.At(\"pytorch_model.bin\")).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained(WeightsFile.At(name)).Head(10).Compile();")]
    public Task TRF022_weights_file_of_the_wrong_kind(string statement) => Alone(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().{|TRF023:InputChannels|}(1).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().{|TRF023:InputChannels|}(4).Head(10).Compile();")]
    [InlineData("Backbone.ConvNeXtTiny().{|TRF023:InputSize|}(226).Head(10).Compile();")]
    [InlineData("Backbone.ConvNeXtTiny().InputSize(256).Head(10).Compile();")]
    [InlineData("Backbone.SqueezeNet1_1().Pretrained().Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().InputChannels(4).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().InputChannels(3).Head(10).Compile();")]
    public Task TRF023_odd_input_against_the_stem(string statement) => Alone(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().{|TRF024:InputSize|}(32).Head(10).Compile();")]
    [InlineData("Backbone.Vgg16().Pretrained(\"IMAGENET1K_V1\").{|TRF024:InputSize|}(32).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().{|TRF024:InputSize|}(224, resize: 1024).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained(WeightsFile.At(\"cifar.pth\")).InputSize(32).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().InputSize(32, resize: 100).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().InputSize(96).Head(10).Compile();")]
    [InlineData("Backbone.EfficientNetB0().Pretrained().InputSize(384, resize: 384).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().InputSize(number).Head(10).Compile();")]
    public Task TRF024_preprocessing_far_from_the_weights(string statement) => Alone(statement);

    [Theory]
    [InlineData("Backbone.ViTB16().Pretrained().{|TRF004:InputSize|}(384).Head(10).Compile();")]
    [InlineData("Backbone.ViTB16().Pretrained().{|TRF004:InputSize|}(200).Head(10).Compile();")]
    [InlineData("Backbone.ViTB16().Pretrained(\"IMAGENET1K_SWAG_E2E_V1\").InputSize(384).Head(10).Compile();")]
    [InlineData("Backbone.ViTB16().Pretrained(WeightsFile.At(\"x.pth\")).InputSize(384).Head(10).Compile();")]
    [InlineData("Backbone.ViTB16().InputSize(384).Head(10).Compile();")]
    [InlineData("Backbone.Vgg16().Pretrained().InputSize(384).Head(10).Compile();")]
    public Task TRF004_published_weights_of_another_size(string statement) => Alone(statement);

    [Theory]
    [InlineData("Backbone.ViTB16().Pretrained().{|TRF025:Head|}(h => h.LayerNorm().Linear(10)).Compile();")]
    [InlineData("Backbone.ConvNeXtTiny().Pretrained().{|TRF025:Head|}(h => h.Dropout(0.1).LayerNorm().Linear(10)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().{|TRF025:Head|}(h => h.BatchNorm().LayerNorm().Linear(10)).Compile();")]
    [InlineData("Backbone.ViTB16().Pretrained().Head(h => h.BatchNorm().Linear(10)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(h => h.LayerNorm().Linear(10)).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(h => h.Linear(64).BatchNorm().ReLU().Linear(64).BatchNorm().ReLU()"
        + ".Linear(10)).Compile();")]
    [InlineData("Backbone.ConvNeXtTiny().Pretrained().Head(10).Compile();")]
    public Task TRF025_double_normalization(string statement) => Alone(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).{|TRF026:BatchNorm|}(FrozenBatchNorm.Train).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Freeze(Layers.BatchNorms).{|TRF026:BatchNorm|}(FrozenBatchNorm.Train)"
        + ".Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Phase(\"a\", 1, p => p.Freeze(\"bn1\")"
        + ".{|TRF026:BatchNorm|}(FrozenBatchNorm.Train)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).BatchNorm(FrozenBatchNorm.Inference).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).BatchNorm(FrozenBatchNorm.Train).Compile();")]
    [InlineData("Backbone.Vgg16().Pretrained().FreezeAll().Head(10).BatchNorm(FrozenBatchNorm.Train).Compile();")]
    public Task TRF026_frozen_batch_norm_in_training_mode(string statement) => Alone(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).{|TRF027:BatchSize|}(8).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).{|TRF027:BatchSize|}(15).Accumulate(4)"
        + ".Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).{|TRF027:BatchSize|}(1).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).BatchSize(16).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).Freeze(Layers.BatchNorms).BatchSize(2).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).BatchSize(4).Compile();")]
    [InlineData("Backbone.ViTB16().Pretrained().Head(10).BatchSize(4).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).TwoPhase(1, 2).BatchSize(8).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).BatchSize(number).Compile();")]
    public Task TRF027_batch_norm_at_a_small_batch(string statement) => Alone(statement);

    [Theory]
    [InlineData(
        "Backbone.Vgg16().Pretrained().FreezeAll().Head(h => h.Linear(64).BatchNorm().ReLU().Linear(10))"
        + ".{|TRF028:BatchSize|}(1).Compile();")]
    [InlineData(
        "Backbone.ResNet18().InputSize(32).Head(10).Freeze(\"conv1\", \"bn1\", \"layer1\", \"layer2\", \"layer3\")"
        + ".Pretrained(WeightsFile.At(\"x.pth\")).{|TRF028:BatchSize|}(1).Compile();")]
    [InlineData(
        "Backbone.Vgg16().Pretrained().FreezeAll().Head(h => h.Linear(64).LayerNorm().ReLU().Linear(10)).BatchSize(1)"
        + ".Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).BatchSize(1).Compile();")]
    public Task TRF028_batch_norm_over_one_value(string statement) => Alone(statement);

    [Theory]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Optimizer(Optimizers.Sgd(1e-3))"
        + ".{|TRF029:Group|}(\"layer4\", learningRate: 1e-2).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Optimizer(Optimizers.Sgd(1e-3))"
        + ".{|TRF029:Group|}(\"layer4\", learningRate: 1e-3).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.AdamW(1e-3)).{|TRF029:Group|}(\"fc\", 1e-4).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.AdamW(1e-3)).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.AdamW(1e-3))"
        + ".Group(\"layer4\", 1e-3, weightDecay: 0.1).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.AdamW(1e-4)).Group(Layers.Head, 1e-3).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(Layers.Norms).Head(10).Optimizer(Optimizers.AdamW(1e-3))"
        + ".Group(Layers.Norms, 2e-3).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Optimizer(Optimizers.Sgd(rate))"
        + ".Group(\"layer4\", learningRate: 1e-2).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).LayerDecay(0.75).Compile();")]
    public Task TRF029_pretrained_layers_as_fast_as_the_head(string statement) => Alone(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).{|TRF030:Optimizer|}(Optimizers.AdamW(0.01)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).{|TRF030:Optimizer|}(Optimizers.Sgd(0.2, momentum: 0.9)).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.Adam(1e-3))"
        + ".Phase(\"a\", 1, p => p.{|TRF030:LearningRate|}(0.1)).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.Adam(0.3)).{|TRF030:Group|}(\"layer4\", 0.1)"
        + ".Freeze(\"conv1\", \"bn1\", \"layer1\", \"layer2\", \"layer3\").Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.Sgd(0.1, momentum: 0.9)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.Sgd(0.5)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Optimizers.AdamW(0.01)).Compile();")]
    [InlineData("Backbone.ResNet18().Head(10).Optimizer(Optimizers.AdamW(0.01)).Compile();")]
    [InlineData(
        "Backbone.ViTB16().Pretrained().FreezeAll().Unfreeze(Layers.Biases).Head(10).Optimizer(Optimizers.AdamW(0.01))"
        + ".Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.RMSprop()).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.AdamW(rate)).Compile();")]
    public Task TRF030_rate_above_the_range_of_fine_tuning(string statement) => Alone(statement);

    [Theory]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.AdamW(1e-3)).{|TRF031:Group|}(\"layer4\", 1e-4)"
        + ".Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer3\", \"layer4\").Head(10)"
        + ".Optimizer(Optimizers.AdamW(3e-3)).{|TRF031:Group|}(\"layer3\", 1e-3).Group(\"layer4\", 1e-4).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer3\", \"layer4\").Head(10)"
        + ".Optimizer(Optimizers.AdamW(3e-3)).Group(\"layer3\", 1e-4).Group(\"layer4\", 1e-3).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Optimizer(Optimizers.AdamW(1e-3))"
        + ".Group(\"layer4\", 1e-4).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.AdamW(1e-3)).Group(\"layer?.0\", 1e-4).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).LearningRates(1e-5, 1e-3).Compile();")]
    public Task TRF031_rates_that_fall_with_depth(string statement) => Alone(statement);

    [Theory]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.Adam(1e-3))"
        + ".{|TRF032:NoDecay|}(Layers.Biases, Layers.Norms).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).NoDecay({|TRF032:\"layer4\"|}).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Group({|TRF032:\"fc\"|}, 1e-3).Head(h => h.Linear(8).ReLU()"
        + ".Linear(10)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).{|TRF032:LayerDecay|}(0.75).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).{|TRF032:Optimizer|}(Optimizers.Sgd(0.01, dampening: 0.5)).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.AdamW(1e-3)).NoDecay(Layers.Biases, Layers.Norms)"
        + ".Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).NoDecay(Layers.Biases, Layers.Norms).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.Adam(1e-4)).Group(\"fc\", 1e-3, weightDecay: 0.1)"
        + ".NoDecay(\"fc.bias\").Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Group(\"fc\", 1e-3).Head(10).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).LayerDecay(0.75).Then(1).Then(2, p => p.UnfreezeAll())"
        + ".Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.Sgd(0.01, momentum: 0.9, dampening: 0.5)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.Adam(rate)).NoDecay(Layers.Biases).Compile();")]
    public Task TRF032_settings_of_nothing(string statement) => Alone(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().UnfreezeFrom({|TRF033:\"layer4.1.conv2\"|}).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeUpTo({|TRF033:\"layer4.0.bn1\"|}).Head(10).Compile();")]
    [InlineData(
        "Backbone.DenseNet121().Pretrained().FreezeAll().UnfreezeFrom({|TRF033:\"features.denseblock4.denselayer10\"|})"
        + ".Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().UnfreezeFrom(\"layer4.1\").Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\" + Layers.Norms).Head(10).Compile();")]
    [InlineData("Backbone.Vgg16().Pretrained().FreezeAll().UnfreezeFrom(\"features.26\").Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).FineTune(1, 2).Compile();")]
    [InlineData("Backbone.ViTB16().Pretrained().Head(10).GradualUnfreeze([1, 2], 4).Compile();")]
    public Task TRF033_training_that_starts_inside_a_block(string statement) => Alone(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze({|TRF034:\"layer1\"|}).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Freeze({|TRF034:\"layer3\"|}).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\", {|TRF034:\"layer1\"|}).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().UnfreezeFrom(\"layer4\").Head(10).Compile();")]
    [InlineData("Backbone.ViTB16().Pretrained().FreezeAll().Unfreeze(Layers.Biases).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(Layers.Norms).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Freeze(Layers.BatchNorms).Head(10).Compile();")]
    [InlineData("Backbone.ViTB16().Pretrained().FreezeAll().Unfreeze(\"encoder.layers.*.self_attention\").Head(10).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().{|TRF023:InputChannels|}(4).FreezeAll().Unfreeze(\"conv1\").Head(10).Compile();")]
    public Task TRF034_training_below_frozen_layers(string statement) => Alone(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().{|TRF035:Head|}(h => h.Linear(64).ReLU().Linear(10).ReLU()).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().{|TRF035:Head|}(h => h.Linear(10).Dropout(0.5)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(h => h.Linear(64).ReLU().Dropout(0.5).Linear(10)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(h => h.Linear(10).ReLU()).Head(10).Compile();")]
    public Task TRF035_head_that_ends_in_an_activation(string statement) => Alone(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().{|TRF036:Dropout|}(0.3).Head(10).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().{|TRF036:StochasticDepth|}(0.2).Head(10).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Features().{|TRF036:Augment|}(Augmentations.HorizontalFlip()).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().{|TRF023:InputChannels|}(1).Head(10).{|TRF036:Augment|}(Augmentations.Grayscale())"
        + ".Compile();")]
    [InlineData("Backbone.Vgg16().Pretrained().Head(10).BatchSize(1).{|TRF036:Augment|}(Augmentations.MixUp()).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10, dropout: 0.1).Dropout(0.3).Compile();")]
    [InlineData("Backbone.EfficientNetB0().Pretrained().Dropout(0.3).StochasticDepth(0.1).Head(10).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Loss(Losses.BinaryCrossEntropy()).Augment(Augmentations.MixUp()).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(10).Augment(Augmentations.Grayscale(), Augmentations.CutMix()).Compile();")]
    public Task TRF036_regularization_without_effect(string statement) => Alone(statement);

    [Theory]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(3).{|TRF037:Loss|}(Losses.CrossEntropy(classWeights: new double[] { 1, 2 }))"
        + ".Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(2).{|TRF037:Loss|}(Losses.CrossEntropy(classWeights: new double[] { 0, 0 }))"
        + ".Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(2).{|TRF037:Loss|}(Losses.CrossEntropy(labelSmoothing: 1)).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(3).{|TRF037:Loss|}(Losses.BinaryCrossEntropy(new double[] { 1, 2 })).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(2).Loss(Losses.CrossEntropy(labelSmoothing: 0.1, classWeights: new double[] "
        + "{ 0, 2 })).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(number).Loss(Losses.CrossEntropy(classWeights: new double[] { 1, 2 }))"
        + ".Compile();")]
    public Task TRF037_loss_that_does_not_fit_the_head(string statement) => Alone(statement);

    [Theory]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Optimizer(Optimizers.Lbfgs())"
        + ".{|TRF038:Group|}(\"layer4\", 0.1).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.Lbfgs()).{|TRF038:LayerDecay|}(0.5).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Optimizers.Lbfgs()).{|TRF038:Accumulate|}(4)"
        + ".Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Optimizers.Lbfgs()).Accumulate(1).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Optimizers.Lbfgs()).Group(\"fc\", 0.5).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Optimizers.Adam()).Accumulate(4).Compile();")]
    public Task TRF038_l_bfgs_with_groups_or_accumulation(string statement) => Alone(statement);

    [Theory]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).{|TRF039:Augment|}(Augmentations.HorizontalFlip()).Epochs(5)"
        + ".Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Augment(Augmentations.HorizontalFlip()).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Augment(Augmentations.HorizontalFlip())"
        + ".Epochs(5).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).Augment(Augmentations.HorizontalFlip()).TwoPhase(2, 3).Compile();")]
    public Task TRF039_augmentation_that_keeps_features_from_a_cache(string statement) => Alone(statement);

    [Fact]
    public Task An_editorconfig_silences_an_opinion() => Verify.Program(
        """
        using Transfer;
        class C
        {
            Plan P => Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.AdamW(0.01)).Compile();
        }
        """,
        Others + "\ndotnet_diagnostic.TRF030.severity = none");

    private static Task Alone(string statements) => Verify.Body(statements, Others);
}
