namespace Transfer.Generators.Tests.Analyzers;

/// <summary>An .editorconfig moves the line that a rule draws, and nothing else does.</summary>
public class ThresholdTests
{
    [Theory]
    [InlineData(27, "least_batch", "8", "16", "Backbone.ResNet18().Pretrained().Head(10).{|TRF027:BatchSize|}(8).Compile();")]
    [InlineData(
        24,
        "least_crop_share",
        "0.2",
        "0.5",
        "Backbone.ResNet18().Pretrained().{|TRF024:InputSize|}(224, resize: 1024).Head(10).Compile();")]
    [InlineData(
        17,
        "gentle_sgd_rate",
        "0.05",
        "0.01",
        "Backbone.ResNet18().Pretrained().{|TRF017:Head|}(10).Optimizer(Optimizers.Sgd(0.05)).Compile();")]
    [InlineData(
        17,
        "gentle_adaptive_rate",
        "1e-3",
        "1e-4",
        "Backbone.ResNet18().Pretrained().{|TRF017:Head|}(10).Optimizer(Optimizers.Adam(1e-3)).Compile();")]
    [InlineData(
        30,
        "largest_sgd_step",
        "5",
        "1",
        "Backbone.ResNet18().Pretrained().Head(10).{|TRF030:Optimizer|}(Optimizers.Sgd(0.4, momentum: 0.9)).Compile();")]
    [InlineData(
        30,
        "largest_adam_rate",
        "0.02",
        "0.003",
        "Backbone.ResNet18().Pretrained().Head(10).{|TRF030:Optimizer|}(Optimizers.AdamW(0.02)).Compile();")]
    [InlineData(
        30,
        "largest_rmsprop_rate",
        "0.1",
        "0.01",
        "Backbone.ResNet18().Pretrained().Head(10).{|TRF030:Optimizer|}(Optimizers.RMSprop(0.1)).Compile();")]
    [InlineData(
        30,
        "largest_adagrad_rate",
        "0.5",
        "0.1",
        "Backbone.ResNet18().Pretrained().Head(10).{|TRF030:Optimizer|}(Optimizers.Adagrad(0.5)).Compile();")]
    public async Task A_threshold_is_read_from_the_options(int rule, string option, string wider, string usual, string statement)
    {
        var others = Verify.Without(Enumerable.Range(1, 39).Where(number => number != rule)) + "\n";
        var name = $"dotnet_code_quality.TRF{rule:000}.{option} = ";
        await Verify.Body(statement, others);
        await Verify.Body(statement, others + name + usual);
        await Verify.Body(statement, others + name + "many");
        await Verify.Body(statement, others + name + "-1");
        await Verify.Body(Plain(statement), others + name + wider);
    }

    private static string Plain(string marked) =>
        System.Text.RegularExpressions.Regex.Replace(marked, @"\{\|TRF\d+:(\w+)\|\}", "$1");
}
