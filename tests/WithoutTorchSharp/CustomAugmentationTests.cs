using Transfer;
using Transfer.Data;

namespace WithoutTorchSharp;

public sealed class CustomAugmentationTests
{
    private static readonly Recipe Recipe = Backbone.ResNet18().InputSize(32).Head(2)
        .Augment(Augmentations.HorizontalFlip(0), new Darken(0.5), new SwapHalves())
        .Optimizer(Optimizers.Sgd(0.01))
        .Epochs(1)
        .Seed(1);

    [Fact]
    public void It_changes_pixels_and_batches()
    {
        var plan = Recipe.Compile();
        var images = new ImageArrays([.. Enumerable.Repeat((byte)200, 2 * 32 * 32 * 3)], 32, 32, [0, 0], ["one", "two"]);
        BatchLoaderOptions options =
            new() { Augmentations = [.. plan.Training.Augmentations, .. plan.Training.BatchAugmentations] };

        using var batch = new BatchLoader(images, plan.Preprocessing, options).Epoch(0).Single();

        Assert.Equal(((100 / 255f) - 0.485f) / 0.229f, batch.Pixels[0]);
        Assert.Equal([0f, 1, 0, 1], batch.Targets!);
    }

    [Fact]
    public void A_plan_says_what_it_is_called_and_keeps_that_in_JSON()
    {
        var plan = Recipe.Compile();
        var read = Plan.FromJson(plan.ToJson());

        Assert.Contains(
            "    .Augment(Augmentations.HorizontalFlip(probability: 0), new Darken(0.5), new SwapHalves())\n", plan.Recipe);
        Assert.Contains("new Darken(0.5)", plan.ToString());
        Assert.Equal(plan.ToString(), read.ToString());
        Assert.Equal(plan.ToJson(), read.ToJson());
    }

    [Fact]
    public void What_was_read_is_not_trained_by()
    {
        var read = Plan.FromJson(Recipe.Compile().ToJson());
        var images = new ImageArrays(new byte[32 * 32 * 3], 32, 32, [0], ["one", "two"]);

        var error = Assert.Throws<DatasetException>(
            () =>
                new BatchLoader(images, read.Preprocessing, new() { Augmentations = read.Training.Augmentations })
                    .Epoch(0)
                    .Count());

        Assert.Contains("new Darken(0.5) is a custom augmentation", error.Message);
        Assert.Contains("Train the plan that the program's recipe compiles to.", error.Message);
    }

    [Fact]
    public void A_size_that_the_network_does_not_see_is_refused()
    {
        var images = new ImageArrays(new byte[32 * 32 * 3], 32, 32, [0], ["one", "two"]);
        var loader = new BatchLoader(images, Recipe.Compile().Preprocessing, new() { Augmentations = [new Shrink()] });

        Assert.Contains("1 × 1", Assert.Throws<DatasetException>(() => loader.Epoch(0).Count()).Message);
    }

    private sealed class Darken(double factor) : ImageAugmentation
    {
        protected override string Description => FormattableString.Invariant($"new Darken({factor})");

        public override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) =>
            new(image.Width, image.Height, [.. image.Pixels.ToArray().Select(value => (byte)(value * factor))]);
    }

    private sealed class SwapHalves : BatchAugmentation
    {
        public override void Mix(Span<float> pixels, Span<float> targets, int count, int size, Random random) =>
            targets.Reverse();
    }

    private sealed class Shrink : ImageAugmentation
    {
        public override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) => new(1, 1, new byte[3]);
    }
}
