namespace Transfer.Generators.Tests.CodeFixes;

/// <summary>What the fix of each rule makes of a recipe with that mistake.</summary>
public class RuleFixTests
{
    [Theory]
    [InlineData(
        "TRF001",
        "Backbone.ResNet18().Pretrained().Head(10).{|TRF001:FreezeAll|}().Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Compile();")]
    [InlineData(
        "TRF002",
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10)"
        + ".Group({|TRF002:\"layer3\"|}, learningRate: 1e-4).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Group(\"layer4\", learningRate: 1e-4)"
        + ".Compile();")]
    [InlineData(
        "TRF002",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Group({|TRF002:\"layer4\"|}, learningRate: 1e-4).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Unfreeze(\"layer4\").Group(\"layer4\", learningRate: 1e-4)"
        + ".Compile();")]
    [InlineData(
        "TRF002",
        "Backbone.ResNet18().Pretrained().Head(10).FreezeAll().{|TRF002:Optimizer|}(Optimizers.Adam(1e-3)).Compile();",
        "Backbone.ResNet18().Pretrained().Head(10).FreezeAll().Unfreeze(\"fc\").Optimizer(Optimizers.Adam(1e-3)).Compile();")]
    [InlineData(
        "TRF003",
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze({|TRF003:\"layr4\"|}).Head(10).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Compile();")]
    [InlineData(
        "TRF003",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Then(2, p => p.Unfreeze(\"layer4\", {|TRF003:\"layr3\"|})"
        + ".LearningRate(1e-4)).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Then(2, p => p.Unfreeze(\"layer4\", \"layer3\")"
        + ".LearningRate(1e-4)).Compile();")]
    [InlineData(
        "TRF005",
        "Backbone.ResNet50().{|TRF005:Pretrained|}(\"IMAGENET\").FreezeAll().Head(10).Compile();",
        "Backbone.ResNet50().Pretrained(\"IMAGENET1K_V2\").FreezeAll().Head(10).Compile();")]
    [InlineData(
        "TRF007",
        "Backbone.ResNet18().Pretrained().Head(10).FreezeAll().{|TRF007:Epochs|}(3).Compile();",
        "Backbone.ResNet18().Pretrained().Head(10).FreezeAll().Unfreeze(\"fc\").Epochs(3).Compile();")]
    [InlineData(
        "TRF009",
        "Backbone.ResNet18().Pretrained().Freeze(\"layer1\").Unfreeze(\"layer1\").{|TRF009:Freeze|}(\"layer1\", \"layer2\")"
        + ".Head(10).Compile();",
        "Backbone.ResNet18().Pretrained().Freeze(\"layer1\").Freeze(\"layer1\", \"layer2\").Unfreeze(\"layer1\").Head(10)"
        + ".Compile();")]
    [InlineData(
        "TRF009",
        "Backbone.ResNet18().Pretrained().Head(10).{|TRF009:Unfreeze|}(\"layer4\").Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Unfreeze(\"layer4\").Compile();")]
    [InlineData(
        "TRF010",
        "Backbone.ResNet18().Pretrained().Epochs(3).Head(10).{|TRF010:Epochs|}(5).Compile();",
        "Backbone.ResNet18().Pretrained().Head(10).Epochs(5).Compile();")]
    [InlineData(
        "TRF010",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Then(2, p => p.Unfreeze(\"layer4\").LearningRate(1e-4)"
        + ".{|TRF010:LearningRate|}(1e-5)).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Then(2, p => p.Unfreeze(\"layer4\").LearningRate(1e-5))"
        + ".Compile();")]
    [InlineData(
        "TRF011",
        "Backbone.ResNet18().Pretrained().Head(10).Epochs(2).{|TRF011:Head|}(5).Compile();",
        "Backbone.ResNet18().Pretrained().Epochs(2).Head(5).Compile();")]
    [InlineData(
        "TRF013",
        "Backbone.ResNet18().Pretrained().FreezeAll().{|TRF013:Head|}(1).Epochs(2).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(1).Loss(Losses.BinaryCrossEntropy()).Epochs(2).Compile();")]
    [InlineData(
        "TRF016",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Epochs(3).{|TRF016:EarlyStopping|}(patience: 9).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Epochs(3).Compile();")]
    [InlineData(
        "TRF018",
        "var r = Backbone.ResNet18().Pretrained(); r.{|TRF018:FreezeAll|}();",
        "var r = Backbone.ResNet18().Pretrained(); r = r.FreezeAll();")]
    [InlineData(
        "TRF018",
        "given.Epochs(3).{|TRF018:FreezeAll|}();",
        "given = given.Epochs(3).FreezeAll();")]
    [InlineData(
        "TRF020",
        "torch.manual_seed(42); Backbone.ResNet18().Pretrained().FreezeAll().Head(10).{|TRF020:Compile|}();",
        "torch.manual_seed(42); Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Seed(42).Compile();")]
    [InlineData(
        "TRF021",
        "Backbone.ResNet18().{|TRF021:FreezeAll|}().Head(10).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Compile();")]
    [InlineData(
        "TRF026",
        "Backbone.ResNet18().Pretrained().FreezeAll().{|TRF026:BatchNorm|}(FrozenBatchNorm.Train).Head(10).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Compile();")]
    [InlineData(
        "TRF026",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Then(2, p => p.{|TRF026:BatchNorm|}(FrozenBatchNorm.Train)"
        + ".LearningRate(1e-4)).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Then(2, p => p.LearningRate(1e-4)).Compile();")]
    [InlineData(
        "TRF033",
        "Backbone.ResNet18().Pretrained().FreezeAll().UnfreezeFrom({|TRF033:\"layer4.1.conv2\"|}).Head(10).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().UnfreezeFrom(\"layer4.1\").Head(10).Compile();")]
    [InlineData(
        "TRF036",
        "Backbone.ResNet18().Pretrained().InputChannels(1).FreezeAll().Head(10)"
        + ".{|TRF036:Augment|}(Augmentations.Grayscale()).Compile();",
        "Backbone.ResNet18().Pretrained().InputChannels(1).FreezeAll().Head(10).Compile();")]
    public Task The_first_fix_mends_the_mistake(string rule, string statements, string corrected) =>
        Fix.Body(rule, statements, corrected);

    [Theory]
    [InlineData(
        "TRF002",
        1,
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10)"
        + ".Group({|TRF002:\"layer3\"|}, learningRate: 1e-4).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Unfreeze(\"layer3\")"
        + ".Group(\"layer3\", learningRate: 1e-4).Compile();")]
    [InlineData(
        "TRF002",
        2,
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10)"
        + ".Group({|TRF002:\"layer3\"|}, learningRate: 1e-4).Compile();",
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Compile();")]
    [InlineData(
        "TRF005",
        1,
        "Backbone.ResNet50().{|TRF005:Pretrained|}(\"IMAGENET\").FreezeAll().Head(10).Compile();",
        "Backbone.ResNet50().Pretrained(\"IMAGENET1K_V1\").FreezeAll().Head(10).Compile();")]
    [InlineData(
        "TRF009",
        1,
        "Backbone.ResNet18().Pretrained().Head(10).{|TRF009:Unfreeze|}(\"layer4\").Compile();",
        "Backbone.ResNet18().Pretrained().Head(10).Compile();")]
    [InlineData(
        "TRF011",
        1,
        "Backbone.ResNet18().Pretrained().Head(10).Epochs(2).{|TRF011:Head|}(5).Compile();",
        "Backbone.ResNet18().Pretrained().Head(10).Epochs(2).Compile();")]
    public Task A_later_fix_mends_it_in_another_way(string rule, int offer, string statements, string corrected) =>
        Fix.Body(rule, statements, corrected, offer);

    [Fact]
    public Task A_layer_name_of_a_module_of_ones_own_becomes_the_nearest() => Fix.Program(
        "TRF003",
        OwnNet.Replace("@", "{|TRF003:\"stm\"|}", StringComparison.Ordinal),
        OwnNet.Replace("@", "\"stem\"", StringComparison.Ordinal));

    private const string OwnNet = """
        using TorchSharp.Modules;
        using Transfer;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        class M : Module<Tensor, Tensor>
        {
            private readonly Conv2d stem = Conv2d(3, 4, 3);
            private readonly Linear fc = Linear(4, 2);
            public M() : base("M") { RegisterComponents(); }
            public override Tensor forward(Tensor input) => input;
            public static Plan Own() => BackboneExtensions.From("m", () => new M(), head: "fc").Freeze(@).Head(3).Compile();
        }
        """;
}
