namespace Transfer.Generators.Tests.Analyzers;

/// <summary>Each rule where it holds, and where it looks as if it did.</summary>
public class RuleTests
{
    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).{|TRF001:FreezeAll|}().Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).{|TRF001:Freeze|}(\"fc\", \"conv1\").Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).{|TRF001:FreezeAll|}().Unfreeze(\"layer4\").Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Unfreeze(\"layer4\").Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).FreezeAll().Unfreeze(\"fc\").Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).FreezeAll().{|TRF011:Head|}(10).Compile();")]
    public Task TRF001_freezing_after_the_head_was_replaced(string statement) => Verify.Body(statement);

    [Theory]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Group({|TRF002:\"layer4\"|}, learningRate: 1e-3).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().{|TRF002:Optimizer|}(Optimizers.Sgd(0.1)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().{|TRF002:Optimizer|}(Optimizers.Sgd(rate)).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Group(\"layer4\", learningRate: 1e-4)"
        + ".Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Compile();")]
    public Task TRF002_group_or_optimizer_over_frozen_parameters(string statement) => Verify.Body(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().Unfreeze({|TRF003:\"layer5\"|}).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Freeze(\"conv1\", {|TRF003:\"layer9.*\"|}).Compile();")]
    [InlineData("Backbone.Vgg16().Group({|TRF003:\"layer4\"|}, 1e-3).Compile();")]
    [InlineData("Backbone.Vgg16().UnfreezeFrom({|TRF003:\"relu\"|}).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer*.0\", \"**.bias\").Compile();")]
    public Task TRF003_layer_that_matches_nothing(string statement) => Verify.Body(statement);

    [Theory]
    [InlineData("Backbone.AlexNet().{|TRF004:InputSize|}(16).Compile();")]
    [InlineData("Backbone.AlexNet().InputSize(224).Compile();")]
    public Task TRF004_input_that_does_not_fit(string statement) => Verify.Body(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().{|TRF005:Pretrained|}(\"IMAGENET1K_V9\").Compile();")]
    [InlineData("Backbone.ResNet50().Pretrained(\"IMAGENET1K_V2\").Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained(WeightsFile.At(\"x.pth\")).Compile();")]
    public Task TRF005_weights_entry_that_is_not_there(string statement) => Verify.Body(statement);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().Head({|TRF006:0|}).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10, dropout: {|TRF006:1.5|}).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Optimizer(Optimizers.Sgd({|TRF006:-0.1|})).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Phase(\"a\", 1, p => p.Unfreeze({|TRF003:\"layr4\"|})).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().FreezeAll().Head(3).Phase(\"a\", 1).Then(2, p => p.Unfreeze(\"layer4\")"
        + ".LearningRate(1e-4)).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(h => h.Linear({|TRF006:0|}).ReLU()).Compile();")]
    [InlineData("Backbone.Named({|TRF006:\"resnt18\"|}).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Unfreeze({|TRF006:\"\"|}).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Epochs(number).Head(number).Compile();")]
    [InlineData("Backbone.Named(\"resnet18\").Compile();")]
    public Task TRF006_argument_out_of_range(string statement) => Verify.Body(statement);

    [Fact]
    public Task A_message_has_the_numbers_and_says_what_to_do() => Verify.Program("""
        using Transfer;
        class C
        {
            Plan P => Backbone.ResNet18().Pretrained().Head(10).{|#0:FreezeAll|}().Compile();
        }
        """.Replace("{|#0:FreezeAll|}", "{|TRF001:FreezeAll|}", StringComparison.Ordinal));

    [Fact]
    public Task A_pragma_suppresses() => Verify.Body("""
        #pragma warning disable TRF001
        Backbone.ResNet18().Pretrained().Head(10).FreezeAll().Compile();
        #pragma warning restore TRF001
        """);

    [Fact]
    public Task An_attribute_suppresses() => Verify.Program("""
        using System.Diagnostics.CodeAnalysis;
        using Transfer;
        class C
        {
            [SuppressMessage("Transfer.Recipes", "TRF001")]
            Plan P => Backbone.ResNet18().Pretrained().Head(10).FreezeAll().Compile();
        }
        """);

    [Fact]
    public Task An_editorconfig_sets_the_severity() => Verify.Program(
        """
        using Transfer;
        class C
        {
            Plan P => Backbone.ResNet18().Pretrained().Head(10).FreezeAll().Compile();
        }
        """,
        "dotnet_diagnostic.TRF001.severity = none");
}
