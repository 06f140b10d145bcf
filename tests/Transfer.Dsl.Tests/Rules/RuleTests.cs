using Transfer.Rules;

namespace Transfer.Tests.Rules;

/// <summary>One finding is expected, and no other.</summary>
public class RuleTests
{
    private static readonly Recipe Start = Backbone.ResNet18().Pretrained();

    public static TheoryData<Recipe, string, int, int, string, string> Warnings => new()
    {
        {
            Start.Head(10).FreezeAll().Unfreeze("layer4"), "TRF001", 2, -1,
            "FreezeAll() after Head(10) freezes the new head too: its 5,130 parameters stay random", "move FreezeAll() before Head(10)"
        },
        {
            Start.Head(10).Freeze("conv1", "fc"), "TRF001", 2, -1,
            "Freeze(\"conv1\", \"fc\") after Head(10) freezes the new head too: its 5,130 parameters stay random",
            "leave fc out of Freeze(\"conv1\", \"fc\")"
        },
        {
            Start.Head(10).Freeze("fc.weight"), "TRF001", 2, -1,
            "Freeze(\"fc.weight\") after Head(10) freezes the new head too: its 5,120 parameters stay random", "leave fc out of Freeze(\"fc.weight\")"
        },
        {
            Start.FreezeAll().Head(10).Group("layer4", 1e-3), "TRF002", 3, 0,
            "the group \"layer4\" has nothing to train: its 8,393,728 parameters are frozen by FreezeAll()",
            "add Unfreeze(\"layer4\"), or drop the group"
        },
        {
            Start.FreezeAll().Optimizer(Optimizers.Sgd(0.1)), "TRF002", 2, -1,
            "the optimizer has nothing to train: all 11,689,512 parameters are frozen", "add Unfreeze(\"fc\"), or put a new head after the last freeze"
        },
    };

    public static TheoryData<Recipe, string, int, int, string, string> Errors => new()
    {
        {
            Start.Unfreeze("layer4", "layr4"), "TRF003", 1, 1,
            "resnet18 has no layer \"layr4\" with parameters", "the nearest are \"layer4\", \"layer1\", \"layer2\""
        },
        {
            Start.UnfreezeFrom("relu"), "TRF003", 1, 0,
            "resnet18 has no layer \"relu\" with parameters", "its layers are \"conv1\", \"bn1\", \"layer1\", \"layer2\", \"layer3\", \"layer4\", \"fc\""
        },
        {
            Start.Group("layer4.0.conv1.wieght", 1), "TRF003", 1, 0,
            "resnet18 has no layer \"layer4.0.conv1.wieght\" with parameters", "the nearest are \"layer4.0.conv1.weight\", \"layer1.0.conv1.weight\", \"layer2.0.conv1.weight\""
        },
        {
            Start.Freeze("classification"), "TRF003", 1, 0,
            "resnet18 has no layer \"classification\" with parameters",
            "its layers are \"conv1\", \"bn1\", \"layer1\", \"layer2\", \"layer3\", \"layer4\", \"fc\""
        },
        {
            Start.Features().Unfreeze("fc"), "TRF003", 2, 0, "resnet18 has no layer \"fc\" with parameters",
            "its layers are \"conv1\", \"bn1\", \"layer1\", \"layer2\", \"layer3\", \"layer4\""
        },
        {
            Tiny.Recipe().InputSize(1), "TRF004", 0, -1,
            "tiny, features.3: a window of 2 does not fit in a length of 1 padded by 0", "the least size that works is 2 pixels; tiny was trained at 8"
        },
        {
            Backbone.ResNet18().Pretrained("IMAGENET1K_V3"), "TRF005", 0, -1,
            "resnet18 has no weights entry \"IMAGENET1K_V3\"", "use one of IMAGENET1K_V1, or Pretrained() for the first of them"
        },
    };

    public static TheoryData<Recipe> Clean => new()
    {
        Start,
        Start.FreezeAll().Head(10),
        Start.FreezeAll().Unfreeze("layer4").Head(10).Optimizer(Optimizers.Sgd(0.01)).Group("layer4", 1e-3),
        Start.Head(10).Freeze("conv1"),
        Start.Head(10).FreezeUpTo("layer1"),
        Start.Head(10).FreezeAll().Unfreeze("fc"),
        Start.FreezeAll(), // nothing trains, but no optimizer says that something should
        Start.Group("fc", 1e-3).FreezeAll().Head(10),
        Start.FreezeAll().Features(),
        Backbone.ResNet18().Pretrained("IMAGENET1K_V1"),
        Start.InputSize(64),
    };

    [Theory]
    [MemberData(nameof(Warnings), DisableDiscoveryEnumeration = true)]
    public void Warns(Recipe recipe, string rule, int step, int argument, string message, string remedy) => Assert.Equal(
        new Finding(rule, Severity.Warning, step, argument, message, remedy),
        Assert.Single(recipe.Compile().Findings));

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public void Refuses(Recipe recipe, string rule, int step, int argument, string message, string remedy) => Assert.Equal(
        new Finding(rule, Severity.Error, step, argument, message, remedy),
        Assert.Single(Assert.Throws<RecipeException>(recipe.Compile).Findings));

    [Theory]
    [MemberData(nameof(Clean), DisableDiscoveryEnumeration = true)]
    public void Is_silent(Recipe recipe) => Assert.Empty(recipe.Compile().Findings);

    [Fact]
    public void Findings_come_in_the_order_of_the_steps_warnings_among_errors() => Assert.Equal(
        [("TRF001", 2), ("TRF003", 3), ("TRF002", 4)],
        Assert.Throws<RecipeException>(Start.Head(10).FreezeAll().Unfreeze("layr4").Group("layer4", 1).Compile)
            .Findings.Select(finding => (finding.Rule, finding.Step)));

    [Fact]
    public void Every_rule_has_an_id_of_its_own_and_a_title()
    {
        Assert.Equal(RuleSet.All.Count, RuleSet.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(RuleSet.All, rule => Assert.Matches("^TRF0[0-9]{2}$", rule.Id));
        Assert.All(RuleSet.All, rule => Assert.NotEmpty(rule.Title));
    }

    [Fact]
    public void A_finding_prints_in_one_line() => Assert.Equal(
        "TRF009 warning: something; do something else",
        new Finding("TRF009", Severity.Warning, 0, -1, "something", "do something else").ToString());
}
