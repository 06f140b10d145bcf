extern alias generators;

using System.Globalization;
using generators::Transfer.Generators.Analyzers;

namespace Transfer.Generators.Tests.Analyzers;

/// <summary>A finding that a user suppresses is gone: <c>#pragma</c> is what is under test here, and it hides that rule alone.</summary>
public class SuppressionTests
{
    private const string Probe = "Backbone.ResNet18().Pretrained().FreezeAll().Head(10)";

    [Theory]
    [InlineData("TRF007", "Backbone.ResNet18().Pretrained().FreezeAll().Epochs(5).Compile();")]
    [InlineData("TRF008", Probe + ".Unfreeze(\"layer4.1\").Group(\"layer4\", 1e-4).Compile();")]
    [InlineData("TRF009", "Backbone.ResNet18().Pretrained().Unfreeze(\"layer4\").Head(10).Compile();")]
    [InlineData("TRF010", Probe + ".Epochs(1).Epochs(2).Compile();")]
    [InlineData("TRF011", "Backbone.ResNet18().Head(5).Head(10).Compile();")]
    [InlineData("TRF012", "Backbone.ResNet18().Pretrained().Epochs(5).Compile();")]
    [InlineData("TRF013", Probe + ".Compile(); Backbone.ResNet18().Head(1).Epochs(5).Compile();")]
    [InlineData("TRF014", "Backbone.ResNet18().Features().Epochs(5).Compile();")]
    [InlineData("TRF015", Probe + ".Phase(\"a\", 1).Phase(\"b\", 1).Compile();")]
    [InlineData("TRF016", Probe + ".EarlyStopping(9).Epochs(5).Compile();")]
    [InlineData("TRF017", "Backbone.ResNet18().Pretrained().Head(10).Epochs(5).Compile();")]
    [InlineData("TRF018", "Backbone.ResNet18().Head(10);")]
    [InlineData("TRF019", "while (flag) { Backbone.ResNet18().Compile(); }")]
    [InlineData("TRF021", "Backbone.ResNet18().FreezeAll().Head(10).Compile();")]
    [InlineData("TRF022", "Backbone.ResNet18().Pretrained(WeightsFile.At(\"x.h5\")).Head(10).Compile();")]
    [InlineData("TRF023", "Backbone.ResNet18().Pretrained().InputChannels(4).Head(10).Compile();")]
    [InlineData("TRF024", "Backbone.ResNet18().Pretrained().InputSize(32).Head(10).Compile();")]
    [InlineData("TRF025", "Backbone.ViTB16().Pretrained().Head(h => h.LayerNorm().Linear(10)).Compile();")]
    [InlineData("TRF026", "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).BatchNorm(FrozenBatchNorm.Train).Compile();")]
    [InlineData("TRF027", "Backbone.ResNet18().Pretrained().Head(10).BatchSize(8).Compile();")]
    [InlineData("TRF028", "Backbone.Vgg16().Pretrained().FreezeAll().Head(h => h.Linear(64).BatchNorm().ReLU().Linear(10)).BatchSize(1).Compile();")]
    [InlineData("TRF029", "Backbone.ResNet18().Pretrained().Head(10).Group(\"fc\", 1e-4).Compile();")]
    [InlineData("TRF030", "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.AdamW(0.01)).Compile();")]
    [InlineData("TRF031", "Backbone.ResNet18().Pretrained().Head(10).Optimizer(Optimizers.AdamW(1e-3)).Group(\"layer4\", 1e-4).Compile();")]
    [InlineData("TRF032", "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).LayerDecay(0.75).Compile();")]
    [InlineData("TRF033", "Backbone.ResNet18().Pretrained().FreezeAll().UnfreezeFrom(\"layer4.1.conv2\").Head(10).Compile();")]
    [InlineData("TRF034", "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer1\").Head(10).Compile();")]
    [InlineData("TRF035", "Backbone.ResNet18().Pretrained().Head(h => h.Linear(10).ReLU()).Compile();")]
    [InlineData("TRF036", "Backbone.ResNet18().Pretrained().Dropout(0.3).Head(10).Compile();")]
    [InlineData("TRF037", "Backbone.ResNet18().Pretrained().Head(2).Loss(Losses.CrossEntropy(labelSmoothing: 1)).Compile();")]
    [InlineData("TRF038", "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Optimizers.Lbfgs()).Accumulate(4).Compile();")]
    [InlineData("TRF039", "Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Augment(Augmentations.HorizontalFlip()).Epochs(5).Compile();")]
    public async Task A_pragma_suppresses(string rule, string statements)
    {
        var others = Verify.Without(Enumerable.Range(1, new RecipeAnalyzer().SupportedDiagnostics.Length)
            .Where(number => number != int.Parse(rule.AsSpan(3), CultureInfo.InvariantCulture)));
        var reported = await Assert.ThrowsAnyAsync<Exception>(() => Verify.Body(statements, others));
        Assert.Contains(rule, reported.Message, StringComparison.Ordinal);
        await Verify.Body(
            $"""
            #pragma warning disable {rule}
            {statements}
            #pragma warning restore {rule}
            """,
            others);
    }

    [Fact]
    public Task A_pragma_suppresses_what_is_about_seeds() => Verify.Program("""
        using Transfer;
        namespace TorchSharp
        {
            public static class torch { public static void manual_seed(long seed) { } }
        }

        class C
        {
            void M()
            {
                TorchSharp.torch.manual_seed(1);
        #pragma warning disable TRF020
                Backbone.ResNet18().Compile();
        #pragma warning restore TRF020
            }
        }
        """);
}
