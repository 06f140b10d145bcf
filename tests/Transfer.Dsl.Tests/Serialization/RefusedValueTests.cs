using System.Text.Json.Nodes;

namespace Transfer.Tests.Serialization;

/// <summary>What no recipe can hold, no plan's JSON can hold either.</summary>
public class RefusedValueTests
{
    [Theory]
    [InlineData("groups[0]", "learningRate", -1, "learningRate must be 0 or more, got -1")]
    [InlineData("groups[0]", "weightDecay", -1e-4, "weightDecay must be 0 or more, got -0.0001")]
    [InlineData("cost", "forward", -5, "forward must be 0 or more, got -5")]
    public void A_number_outside_its_range_is_refused_with_its_place(string place, string name, double value, string message)
    {
        var plan = JsonNode.Parse(Recipes.TinyWithEverything.Compile().ToJson())!;
        var phase = plan["phases"]![0]!;
        var owner = place == "cost" ? phase["cost"]! : phase["groups"]![0]!;
        owner[name] = value == (long)value ? (long)value : value;

        var error = Assert.Throws<FormatException>(() => Plan.FromJson(plan.ToJsonString()));
        Assert.Contains($"$.phases[0].{place}: {message}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resize", 0, "resize must be 1 or more, got 0")]
    [InlineData("crop", -8, "crop must be 1 or more, got -8")]
    public void So_is_a_size_of_images(string name, int value, string message)
    {
        var plan = JsonNode.Parse(Recipes.TinyWithEverything.Compile().ToJson())!;
        plan["preprocessing"]![name] = value;

        var error = Assert.Throws<FormatException>(() => Plan.FromJson(plan.ToJsonString()));
        Assert.Contains($"$.preprocessing: {message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_that_are_no_number_are_refused_where_they_are_given()
    {
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => Optimizers.Sgd(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("size", () => Schedules.Step(0));
        Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => Backbone.ResNet18().Group("fc", double.NaN));
    }

    [Fact]
    public void Nothing_public_makes_settings_past_the_checks() => Assert.All(
        typeof(OptimizerSettings).Assembly.GetExportedTypes().Where(type => typeof(OptimizerSettings).IsAssignableFrom(type)),
        type =>
        {
            Assert.Empty(type.GetConstructors());
            Assert.DoesNotContain(type.GetProperties(), property => property.SetMethod is { IsPublic: true });
        });
}
