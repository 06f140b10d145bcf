using CsCheck;
using Transfer.Tests.Constructs;

namespace Transfer.Data;

public sealed class AugmentationTests
{
    private static readonly Preprocessing Small =
        new(10, 8, Interpolation.Bilinear, Preprocessing.ImageNetMean, Preprocessing.ImageNetStd);

    private static readonly ImageArrays Dataset = Pictures.Dataset([.. Enumerable.Range(0, 24).Select(i => i % 12 == 0 ? 1 : 0)]);

    private static readonly Augmentation[] Everything =
    [
        Augmentations.RandomCrop(2), Augmentations.RandomResizedCrop(), Augmentations.HorizontalFlip(),
        Augmentations.VerticalFlip(), Augmentations.Rotation(30), Augmentations.ColorJitter(0.4, 0.4, 0.4, 0.1),
        Augmentations.Grayscale(), Augmentations.TrivialAugment(), Augmentations.RandomErasing(), Augmentations.MixUp(),
        Augmentations.CutMix(),
    ];

    [Fact]
    public void Everything_is_all_that_is_built_in() => Assert.Equal(
        Samples.Written.Select(definition => definition.Type).Where(type => type.IsAssignableTo(typeof(Augmentation)))
            .Select(type => type.Name).Order(StringComparer.Ordinal),
        Everything.Select(one => one.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Batches_are_a_function_of_seed_and_epoch_whatever_the_workers()
    {
        BatchLoaderOptions options = new() { BatchSize = 5, Shuffle = true, Seed = 9, Augmentations = Everything };

        Assert.Equal(Record(options with { Workers = 1, Prefetch = 1 }, 2), Record(options with { Workers = 4 }, 2));
        Assert.NotEqual(Record(options, 2), Record(options, 3));
        Assert.NotEqual(Record(options, 2), Record(options with { Seed = 10 }, 2));
    }

    [Fact]
    public void Without_a_change_values_are_those_of_the_preprocessing() => Assert.Equal(
        Record(new() { Workers = 1 }, 0), Record(new() { Augmentations = [Augmentations.HorizontalFlip(0)] }, 0));

    [Fact]
    public void A_resized_crop_of_the_whole_is_not_resized_again()
    {
        var square = new ImageArrays(Pictures.Formula(8, 8).Pixels.ToArray(), 8, 8, [0]);
        var loader = new BatchLoader(square, Small, new() { Augmentations = [Augmentations.RandomResizedCrop(1, 1, 1, 1)] });
        var expected = new float[192];
        new ImagePreprocessor(new(8, Small.Crop, Small.Interpolation, Small.Mean, Small.Std)).Write(square.Load(0), expected);

        using var batch = loader.Epoch(0).Single();
        Assert.Equal(expected, batch.Pixels);
        Assert.Null(batch.Targets);
    }

    [Fact]
    public void A_resized_crop_lies_in_the_picture_and_has_the_shares_asked_for() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 300], Gen.Long).Sample((width, height, seed) =>
        {
            var crop = (RandomResizedCrop)Augmentations.RandomResizedCrop();
            var cut = crop.Choose(width, height, new SeededRandom(RandomPurpose.Transform, seed, 0));
            Assert.InRange(cut.Width, 1, width - cut.Left);
            Assert.InRange(cut.Height, 1, height - cut.Top);
            Assert.True(cut.Left >= 0 && cut.Top >= 0);
        });

    [Fact]
    public void Erasing_clears_one_rectangle_in_all_channels_within_its_share()
    {
        Augmentation erasing = Augmentations.RandomErasing(1);
        for (var seed = 0; seed < 200; seed++)
        {
            float[] values = [.. Enumerable.Repeat(1f, 3 * 32 * 32)];
            ((ImageAugmentation)erasing).Apply(values, 32, new SeededRandom(RandomPurpose.Transform, seed, 0));
            int[] erased = [.. Enumerable.Range(0, 32 * 32).Where(i => values[i] == 0)];
            var width = erased.Max(i => i % 32) - erased.Min(i => i % 32) + 1;
            var height = erased.Max(i => i / 32) - erased.Min(i => i / 32) + 1;

            Assert.Equal(width * height, erased.Length);
            // A side is rounded to whole pixels.
            Assert.InRange(erased.Length / 1024.0, 0.01, 0.36);
            Assert.Equal(values[..1024], values[1024..2048]);
            Assert.Equal(values[..1024], values[2048..]);
        }
    }

    [Fact]
    public void Balanced_classes_come_equally_often()
    {
        var loader = new BatchLoader(Dataset, Small, new() { BalanceClasses = true, Seed = 4, BatchSize = 24 });
        long[] labels = [.. Enumerable.Range(0, 100).SelectMany(epoch => loader.Epoch(epoch)).SelectMany(batch =>
        {
            using (batch)
            {
                return batch.Labels;
            }
        })];

        Assert.Equal(2400, labels.Length);
        // Five standard deviations of 24 about 1200, of a class that is a twelfth of the images.
        Assert.InRange(labels.Sum(), 1078, 1322);
    }

    [Fact]
    public void Refuses_what_is_out_of_range()
    {
        Assert.Throws<ArgumentOutOfRangeException>("hue", () => Augmentations.ColorJitter(hue: 0.6));
        Assert.Throws<ArgumentOutOfRangeException>("scaleTo", () => Augmentations.RandomResizedCrop(0.5, 0.4));
        Assert.Throws<ArgumentOutOfRangeException>("ratioTo", () => Augmentations.RandomErasing(0.5, ratioFrom: 2, ratioTo: 1));
        Assert.Throws<ArgumentOutOfRangeException>("padding", () => Augmentations.RandomCrop(0));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => Augmentations.CutMix(0));
    }

    [Fact]
    public void Pictures_of_several_labels_have_a_target_for_each_through_views_too()
    {
        IImageDataset several = new Several(Pictures.Dataset(0, 1, 2, 1)).CacheInMemory().Subset([3, 0, 2]);

        using var batch = new BatchLoader(several, Small).Epoch(0).Single();
        Assert.Equal([1, 1, 0, 0, 0, 0, 1, 0, 1], batch.Targets!);
    }

    private sealed class Several(IImageDataset inner) : IImageDataset
    {
        public int Count => inner.Count;

        public IReadOnlyList<string> ClassNames => inner.ClassNames;

        public int Label(int index) => -1;

        public IReadOnlyList<int>? Labels(int index) => inner.Label(index) switch
        {
            0 => [],
            1 => [0, 1],
            _ => [2, 0],
        };

        public RgbImage Load(int index) => inner.Load(index);
    }

    private static float[] Record(BatchLoaderOptions options, int epoch) =>
        [.. new BatchLoader(Dataset, Small, options).Epoch(epoch).SelectMany(batch =>
        {
            using (batch)
            {
                return (float[])[.. batch.Pixels, .. batch.Targets ?? [], .. batch.Indices.Select(i => (float)i)];
            }
        })];
}
