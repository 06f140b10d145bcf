using GeneratedPlans.Shop;
using Transfer;
using static TorchSharp.torch;

namespace GeneratedPlans;

/// <summary>
/// A module with <c>[Backbone]</c>, compiled by the SDK: its extension member, its layer names, a step of training.
/// </summary>
public class BackboneTests
{
    private static Recipe Frozen => Backbone.TinyNet(width: 4).FreezeAll().Unfreeze(TinyNetLayers.Block_Bn1).Head(3).Seed(1);

    [Fact]
    public void A_step_trains_what_the_recipe_says()
    {
        var plan = Frozen.Compile();
        using var module = plan.CreateModule();
        using var optimizer = plan.CreateOptimizer(module);
        var before = module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.detach().clone());
        using var input = rand(2, 3, 32, 32);
        using var loss = nn.functional.cross_entropy(module.call(input), tensor([0L, 2L]));
        loss.backward();
        optimizer.step();
        Assert.Equal(
            ["block.bn1.weight", "block.bn1.bias", "classifier.1.weight", "classifier.1.bias"],
            module.named_parameters()
                .Where(pair => !pair.parameter.equal(before[pair.name]).all().item<bool>())
                .Select(pair => pair.name));
    }

    [Fact]
    public void The_method_takes_what_the_constructor_takes()
    {
        Assert.Equal("tinynet", Backbone.TinyNet().Compile().Graph.Architecture);
        Assert.True(Backbone.TinyNet(12).Compile().ParameterCount > Backbone.TinyNet().Compile().ParameterCount);
    }

    [Fact]
    public void Constants_are_the_paths_of_modules_with_parameters()
    {
        using var net = new TinyNet();
        Assert.Equal(
            net.named_modules()
                .Where(found => found.module.parameters().Any())
                .Select(found => found.name)
                .Order(StringComparer.Ordinal),
            typeof(TinyNetLayers)
                .GetFields()
                .Select(field => (string)field.GetRawConstantValue()!)
                .Order(StringComparer.Ordinal));
    }
}
