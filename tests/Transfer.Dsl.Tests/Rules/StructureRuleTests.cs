using Transfer.Rules;

namespace Transfer.Tests.Rules;

/// <summary>What the rules about structure say at run time: one finding is expected, and no other.</summary>
public class StructureRuleTests
{
    private static readonly Recipe Start = Backbone.ResNet18().Pretrained();
    private static readonly Recipe Probe = Start.FreezeAll().Head(10);

    public static TheoryData<Recipe, string, Severity, int, string, string> Cases => new()
    {
        {
            Start.FreezeAll().Epochs(5), "TRF007", Severity.Warning, 2,
            "nothing is left to train for Epochs(5): all 11,689,512 parameters are frozen, the last of them by FreezeAll()",
            "add Unfreeze(\"fc\"), or put a new head after the last freeze"
        },
        {
            Probe.Unfreeze("layer4.1").Group("layer4", 1e-4), "TRF008", Severity.Info, 4,
            "the group \"layer4\" trains only partly: 3,673,088 of its 8,393,728 parameters are frozen by FreezeAll()",
            "name only what trains, or add Unfreeze(\"layer4\")"
        },
        {
            Start.FreezeAll().Unfreeze("layer4").Freeze("layer?").Head(10), "TRF009", Severity.Warning, 3,
            "Freeze(\"layer?\") undoes Unfreeze(\"layer4\"): its 8,393,728 parameters are frozen again before anything trains",
            "move Freeze(\"layer?\") before it, or drop Unfreeze(\"layer4\")"
        },
        {
            Start.Unfreeze("layer4").Head(10), "TRF009", Severity.Warning, 1,
            "Unfreeze(\"layer4\") finds nothing frozen: its 8,393,728 parameters train with or without it, and so does "
            + "everything else",
            "freeze first, with FreezeAll() before Unfreeze(\"layer4\"), or drop it"
        },
        {
            Probe.Epochs(5).Epochs(10), "TRF010", Severity.Info, 4, "Epochs(10) replaces Epochs(5)", "drop Epochs(5)"
        },
        {
            Probe.Epochs(5).TwoPhase(1, 2), "TRF010", Severity.Info, 4,
            "Epochs(5) has no effect: a recipe with phases takes its epochs from them", "drop Epochs(5)"
        },
        {
            Start.FreezeAll().Unfreeze("fc").Head(10), "TRF010", Severity.Info, 3,
            "Head(10) overrides all that Unfreeze(\"fc\") sets: its 513,000 parameters", "drop Unfreeze(\"fc\")"
        },
        {
            Probe.Freeze("layer1"), "TRF010", Severity.Info, 3,
            "Freeze(\"layer1\") changes nothing: its 147,968 parameters are frozen already, by FreezeAll()",
            "drop Freeze(\"layer1\")"
        },
        {
            Start.FreezeAll().Head(5).Head(10), "TRF011", Severity.Warning, 3,
            "Head(10) discards Head(5): its 2,565 parameters are created for nothing", "keep one of the two"
        },
        {
            Start.FreezeAll().Unfreeze("layer4").Epochs(5), "TRF012", Severity.Warning, 0,
            "resnet18 trains with the head that comes with its weights: fc has 1,000 outputs, the classes of ImageNet-1K",
            "add one for your own classes with Head(n)"
        },
        {
            Start.FreezeAll().Head(1).Epochs(5), "TRF013", Severity.Warning, 2,
            "Head(1) gives 1 class, over which softmax is always 1: Losses.CrossEntropy() is 0 for every image, and nothing "
            + "is learnt",
            "use Loss(Losses.BinaryCrossEntropy()) for yes or no, or a head of 2 classes"
        },
        {
            Start.FreezeAll().Features().Epochs(5).Optimizer(Optimizers.Sgd(0.1)), "TRF014", Severity.Warning, 3,
            "Features() removes the classifier: 512 features are not class scores for Epochs, Optimizer to train with",
            "add a head with Head(n), or drop Epochs, Optimizer"
        },
        {
            Probe.Phase("head", 2).Phase("more", 3), "TRF015", Severity.Warning, 4,
            "the phase \"more\" continues \"head\" unchanged: the same layers train, at the same rates",
            "give \"head\" 5 epochs, or change something in it"
        },
        {
            Probe.Phase("head", 2).Then(3, p => p.FreezeAll()), "TRF015", Severity.Warning, 4,
            "the phase \"phase 2\" has nothing to train: all 11,181,642 parameters are frozen",
            "add Unfreeze(Layers.Head) to it, or drop it"
        },
        {
            Probe.EarlyStopping(10).Epochs(5), "TRF016", Severity.Warning, 3,
            "EarlyStopping(10) can't stop this run: it has 5 epochs, and the earliest that it can stop after is epoch 11",
            "wait for fewer than 4 epochs, or drop it"
        },
        {
            Probe.EarlyStopping(1), "TRF016", Severity.Warning, 3,
            "EarlyStopping(1) can't stop this run: it has 1 epoch, and the earliest that it can stop after is epoch 2",
            "give the run more than 2 epochs, or drop it"
        },
        {
            Start.Head(10).Epochs(5), "TRF017", Severity.Info, 1,
            "Head(10) is random, and from the first step 11,176,512 parameters of the pretrained backbone train with it at "
            + "0.001: "
                + "its gradients distort them",
            "train the head first, with TwoPhase or FineTune, or give the backbone a lower rate or a warm-up"
        },
    };

    public static TheoryData<Recipe> Clean => new()
    {
        Start.Head(10).FineTune(1, 3),
        Start.Head(10).TwoPhase(1, 3),
        Start.Head(10).GradualUnfreeze([1, 2, 3], 6),
        Probe.FineTune(1, 3),
        Probe.TwoPhase(1, 3),
        Probe.GradualUnfreeze([1, 2], 4),
        Backbone.Vgg16().Pretrained().Freeze("features").Head(5).Optimizer(Optimizers.Sgd(0.001, momentum: 0.9)),
        Start.Head(2).Optimizer(Optimizers.Sgd(0.001, momentum: 0.9)).Schedule(Schedules.Step(7)).Epochs(25),
        Backbone.ResNet18().Head(10).Optimizer(Optimizers.Sgd(0.1)).Epochs(90),
        Start.FreezeAll().Features().BatchSize(8),
        Start.FreezeAll().Unfreeze("layer4").Freeze(Transfer.Layers.BatchNorms).Head(10).Group("layer4", 1e-5).Epochs(5),
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Finds(Recipe recipe, string rule, Severity severity, int step, string message, string remedy)
    {
        var finding = Assert.Single(recipe.Compile().Findings);
        Assert.Equal((rule, severity, (int?)step), (finding.Rule, finding.Severity, finding.Place.Step));
        Assert.Equal(message, finding.Message);
        Assert.Equal(remedy, finding.Remedy);
    }

    [Theory]
    [MemberData(nameof(Clean), DisableDiscoveryEnumeration = true)]
    public void Is_silent(Recipe recipe) => Assert.Empty(recipe.Compile().Findings);

    [Fact]
    public void Only_the_optimizer_speaks_where_it_has_nothing_to_train() => Assert.Equal(
        ["TRF002"], Start.FreezeAll()
            .Optimizer(Optimizers.Sgd(0.1))
            .Epochs(5)
            .Compile().Findings
            .Select(finding => finding.Rule));

    [Fact]
    public void A_suggestion_says_that_it_is_one_in_the_plan_and_its_json()
    {
        var plan = Probe.Epochs(5).Epochs(10).Compile();
        Assert.EndsWith(
            "\nTRF010 info: Epochs(10) replaces Epochs(5); drop Epochs(5)\n", plan.ToString(), StringComparison.Ordinal);
        Assert.Equal(plan, Plan.FromJson(plan.ToJson()));
    }

    // What a step is reported for: without it the plan is the same but for its text and what is found in it.
    [Fact]
    public void Without_a_dead_step_the_plan_trains_the_same()
    {
        Assert.Equal(Probe.Epochs(10).Compile().Phases, Probe.Epochs(5).Epochs(10).Compile().Phases);
        Assert.Equal(Probe.Compile().Phases, Probe.Freeze("layer1").Compile().Phases);
        Assert.Equal(Probe.Compile().Phases, Start.FreezeAll().Unfreeze("fc").Head(10).Compile().Phases);
    }
}
