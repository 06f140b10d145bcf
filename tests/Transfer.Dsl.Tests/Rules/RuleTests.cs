using Transfer.Recipes;
using Transfer.Rules;

namespace Transfer.Tests.Rules;

/// <summary>One finding is expected, and no other.</summary>
public class RuleTests
{
    private static readonly Recipe Start = Backbone.ResNet18().Pretrained();

    public static TheoryData<Recipe, string, string, string, string> Warnings => new()
    {
        {
            Start.Head(10).FreezeAll().Unfreeze("layer4"), "TRF001", "step 2",
            "FreezeAll() after Head(10) freezes the new head too: its 5,130 parameters stay random",
            "move FreezeAll() before Head(10)"
        },
        {
            Start.Head(10).Freeze("conv1", "fc"), "TRF001", "step 2",
            "Freeze(\"conv1\", \"fc\") after Head(10) freezes the new head too: its 5,130 parameters stay random",
            "leave fc out of Freeze(\"conv1\", \"fc\")"
        },
        {
            Start.Head(10).Freeze("fc.weight"), "TRF001", "step 2",
            "Freeze(\"fc.weight\") after Head(10) freezes the new head too: its 5,120 parameters stay random",
            "leave fc out of Freeze(\"fc.weight\")"
        },
        {
            Start.FreezeAll().Head(10).Group("layer4", 1e-3), "TRF002", "step 3, argument 0",
            "the group \"layer4\" has nothing to train: its 8,393,728 parameters are frozen by FreezeAll()",
            "add Unfreeze(\"layer4\"), or drop the group"
        },
        {
            Start.FreezeAll().Optimizer(Optimizers.Sgd(0.1)), "TRF002", "step 2",
            "the optimizer has nothing to train: all 11,689,512 parameters are frozen",
            "add Unfreeze(\"fc\"), or put a new head after the last freeze"
        },
    };

    public static TheoryData<Recipe, string, string, string, string> Errors => new()
    {
        {
            Start.Unfreeze("layer4", "layr4"), "TRF003", "step 1, argument 1",
            "resnet18 has no layer \"layr4\" with parameters", "the nearest are \"layer4\", \"layer1\", \"layer2\""
        },
        {
            Start.UnfreezeFrom("relu"), "TRF003", "step 1, argument 0",
            "resnet18 has no layer \"relu\" with parameters",
            "its layers are \"conv1\", \"bn1\", \"layer1\", \"layer2\", \"layer3\", \"layer4\", \"fc\""
        },
        {
            Start.Group("layer4.0.conv1.wieght", 1), "TRF003", "step 1, argument 0",
            "resnet18 has no layer \"layer4.0.conv1.wieght\" with parameters",
            "the nearest are \"layer4.0.conv1.weight\", \"layer1.0.conv1.weight\", \"layer2.0.conv1.weight\""
        },
        {
            Start.Freeze("classification"), "TRF003", "step 1, argument 0",
            "resnet18 has no layer \"classification\" with parameters",
            "its layers are \"conv1\", \"bn1\", \"layer1\", \"layer2\", \"layer3\", \"layer4\", \"fc\""
        },
        {
            Start.Features().Unfreeze("fc"), "TRF003", "step 2, argument 0", "resnet18 has no layer \"fc\" with parameters",
            "its layers are \"conv1\", \"bn1\", \"layer1\", \"layer2\", \"layer3\", \"layer4\""
        },
        {
            Tiny.Recipe().InputSize(1), "TRF004", "step 0",
            "tiny, features.3: a window of 2 does not fit in a length of 1 padded by 0",
            "the smallest size that works is 2 pixels; tiny was trained at 8"
        },
        {
            Backbone.ResNet18().Pretrained("IMAGENET1K_V3"), "TRF005", "step 0",
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
    public void Warns(Recipe recipe, string rule, string place, string message, string remedy) => Is(
        (rule, Severity.Warning, place, message, remedy), Assert.Single(recipe.Compile().Findings));

    [Theory]
    [MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public void Refuses(Recipe recipe, string rule, string place, string message, string remedy) => Is(
        (rule, Severity.Error, place, message, remedy), Assert.Single(Assert.Throws<RecipeException>(recipe.Compile).Findings));

    [Theory]
    [MemberData(nameof(Clean), DisableDiscoveryEnumeration = true)]
    public void Is_silent(Recipe recipe) => Assert.Empty(recipe.Compile().Findings);

    [Fact]
    public void Findings_come_in_the_order_of_the_steps_warnings_among_errors() => Assert.Equal(
        [("TRF001", (int?)2), ("TRF003", 3), ("TRF002", 4)],
        Assert.Throws<RecipeException>(Start.Head(10).FreezeAll().Unfreeze("layr4").Group("layer4", 1).Compile)
            .Findings.Select(finding => (finding.Rule, finding.Place.Step)));

    [Fact]
    public void Every_rule_has_an_id_of_its_own_and_a_title()
    {
        Assert.Equal(RuleSet.All.Count, RuleSet.All.Select(rule => rule.Id).Distinct().Count());
        Assert.All(RuleSet.All, rule => Assert.Matches("^TRF0[0-9]{2}$", rule.Id));
        Assert.All(RuleSet.All, rule => Assert.NotEmpty(rule.Title));
    }

    [Theory]
    [InlineData(null, null, null, "backbone")]
    [InlineData(2, null, null, "step 2")]
    [InlineData(2, null, 1, "step 2, argument 1")]
    [InlineData(2, 0, null, "step 2, call 0")]
    [InlineData(2, 0, 1, "step 2, call 0, argument 1")]
    public void A_place_prints_and_equals_itself_alone(int? step, int? call, int? argument, string text)
    {
        var place = RecipePlace.Of(step, call, argument);
        Assert.Equal(text, place.ToString());
        Assert.Equal((step, call, argument), (place.Step, place.Call, place.Argument));
        Assert.NotEqual(RecipePlace.OfStep(3), place);
    }

    [Fact]
    public void No_place_is_before_the_first() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RecipePlace.OfStep(-1));

    [Fact]
    public void A_finding_in_a_phase_knows_the_call_and_keeps_it_in_json()
    {
        var plan = Start.FreezeAll().Head(10).Phase("a", 1, p => p.LearningRate(1e-3).LearningRate(1e-4)).Compile();
        Assert.Equal("step 3, call 1", Assert.Single(plan.Findings).Place.ToString());
        Assert.Equal(plan.Findings, Plan.FromJson(plan.ToJson()).Findings);
    }

    [Fact]
    public void A_finding_prints_in_one_line() => Assert.Equal(
        "TRF009 warning: something; do something else",
        new Finding("TRF009", Severity.Warning, RecipePlace.OfStep(0), "something", "do something else").ToString());

    private static void Is(
        (string Rule, Severity Severity, string Place, string Message, string Remedy) expected, Finding finding) =>
        Assert.Equal(expected, (finding.Rule, finding.Severity, finding.Place.ToString(), finding.Message, finding.Remedy));
}
