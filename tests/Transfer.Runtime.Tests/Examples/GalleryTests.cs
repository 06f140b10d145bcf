using Transfer.Examples.Gallery;

namespace Transfer.Tests.Examples;

/// <summary>The gallery's recipes, which are compiled into this assembly as they are.</summary>
public sealed class GalleryTests
{
    private static readonly RunOptions Plain = new(Quick: false, [], Pretrained: false, Weights: null, Pixels: null);

    public static TheoryData<string> Names => [.. Catalog.All.Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_plan_is_what_the_source_says(string name) => Snapshot.Match(Listing.Of(Catalog.Find(name)!), name);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_source_has_an_address_and_a_recipe_says_what_differs(string name)
    {
        var entry = Catalog.Find(name)!;
        Assert.StartsWith("https://", entry.Source.Url, StringComparison.Ordinal);
        Assert.NotEmpty(entry.Source.Says);
        Assert.NotEmpty(entry.Deviations);
        Assert.NotEmpty(entry.Trains);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void On_the_shipped_pictures_a_recipe_trains_the_same_for_five_classes(string name)
    {
        var entry = Catalog.Find(name)!;
        var documented = entry.AsDocumented.Compile();
        var setting = new OnShippedPictures(Plain);
        var plan = entry.Write(setting).Compile();

        Assert.Equal(5, plan.Outputs);
        Assert.Equal(64, plan.Preprocessing.Crop);
        Assert.Equal(documented.Graph.Architecture, plan.Graph.Architecture);
        Assert.Equal(documented.Phases.Count, plan.Phases.Count);
        Assert.All(plan.Phases, phase => Assert.InRange(phase.Epochs, 1, 5));
        Assert.Equal(Shape(documented), Shape(plan));
        Assert.NotEmpty(setting.Origin);

        static IEnumerable<(string, double, double, string)> Shape(Plan plan) => plan.Phases
            .SelectMany(phase => phase.Groups)
            .Select(group => (group.Name, group.LearningRate, group.WeightDecay, string.Join(" ", group.Parameters)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_quick_run_has_an_epoch_a_phase_and_given_epochs_are_those_of_the_parts(string name)
    {
        var entry = Catalog.Find(name)!;
        var quick = entry.Write(new OnShippedPictures(Plain with { Quick = true })).Compile();
        Assert.All(quick.Phases, phase => Assert.Equal(1, phase.Epochs));

        var documented = new Documented();
        entry.Write(documented);
        var given = documented.Asked.Select((_, part) => 11 + part).ToArray();
        var plan = entry.Write(new OnShippedPictures(Plain with { Epochs = given })).Compile();
        Assert.Equal(given.ToHashSet(), plan.Phases.Select(phase => phase.Epochs).Where(epochs => epochs > 10).ToHashSet());
    }

    [Fact]
    public void Only_a_ResNet18_starts_from_the_shipped_weights()
    {
        foreach (var entry in Catalog.All)
        {
            var setting = new OnShippedPictures(Plain);
            var plan = entry.Write(setting).Compile();
            Assert.Equal(plan.Weights is not null, setting.Origin == "shipped weights");
            Assert.True(plan.Weights is null || plan.Graph.Architecture == "resnet18", entry.Name);
        }
    }

    [Fact]
    public void A_user_has_weights_of_the_source_or_of_a_file_and_another_size()
    {
        var entry = Catalog.Find("moco-linear-probe")!;
        var source = entry.Write(new OnShippedPictures(Plain with { Pretrained = true })).Compile();
        Assert.Equal(entry.AsDocumented.Compile().Weights, source.Weights);
        Assert.Equal(224, source.Preprocessing.Crop);

        var own = entry.Write(new OnShippedPictures(Plain with { Weights = "mine.safetensors", Pixels = 96 })).Compile();
        Assert.Contains("mine.safetensors", own.Recipe, StringComparison.Ordinal);
        Assert.Equal(96, own.Preprocessing.Crop);
    }

    [Fact]
    public void A_wrong_name_gets_the_nearest_and_an_odd_one_all()
    {
        Assert.Null(Catalog.Find("bitfitt"));
        Assert.Equal(["bitfit"], Catalog.Nearest("bitfitt"));
        Assert.Contains("fastai-grey", Catalog.Nearest("fastai"));
        Assert.Equal(Catalog.All.Count, Catalog.Nearest("???????????????????????????").Count);
        Assert.Same(Catalog.Find("lp-ft"), Catalog.Find("LP-FT"));
        Assert.Equal(Catalog.All.Count, Catalog.All.Select(entry => entry.Name).Distinct().Count());
    }

    [Fact]
    public void Arguments_of_a_run_are_read_and_wrong_ones_named()
    {
        Assert.Equal(Plain, RunOptions.Parse([], out _)! with { Epochs = Plain.Epochs });
        var all = RunOptions.Parse(
            ["--quick", "--epochs", "3", "5", "--pixels", "96", "--weights", "a.pth", "--pretrained"], out var none)!;
        Assert.Equal("", none);
        Assert.Equal((true, 96, "a.pth", true), (all.Quick, all.Pixels!.Value, all.Weights, all.Pretrained));
        Assert.Equal([3, 5], all.Epochs);
        foreach (var wrong in new[] { "--epochs", "--fast", "--pixels", "--weights" })
        {
            Assert.Null(RunOptions.Parse([wrong], out var error));
            Assert.Contains(wrong, error, StringComparison.Ordinal);
        }

        Assert.Null(RunOptions.Parse(["--epochs", "0"], out _));
    }
}
