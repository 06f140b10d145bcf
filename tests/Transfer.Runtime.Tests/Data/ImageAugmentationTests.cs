namespace Transfer.Data;

public sealed class ImageAugmentationTests
{
    private static readonly RgbImage Picture = Pictures.Formula(7, 5);

    private static readonly Preprocessing Any =
        new(6, 5, Interpolation.Bilinear, Preprocessing.ImageNetMean, Preprocessing.ImageNetStd);

    [Fact]
    public void A_flip_mirrors_columns()
    {
        var flipped = Augmentations.HorizontalFlip(1).Apply(Picture, Any, new Random(0));

        for (var y = 0; y < 5; y++)
        {
            for (var x = 0; x < 7; x++)
            {
                Assert.Equal(Pixel(Picture, 6 - x, y), Pixel(flipped, x, y));
            }
        }
    }

    [Fact]
    public void A_crop_with_padding_shifts_and_fills_with_black()
    {
        var crop = Augmentations.RandomCrop(3);
        HashSet<(int, int)> shifts = [];
        for (var seed = 0; seed < 400; seed++)
        {
            var cropped = crop.Apply(Picture, Any, new Random(seed));
            Assert.Equal((7, 5), (cropped.Width, cropped.Height));
            shifts.Add(Assert.Single(
                from right in Enumerable.Range(-3, 7)
                from down in Enumerable.Range(-3, 7)
                where IsShifted(cropped, right, down)
                select (right, down)));
        }

        Assert.Equal(49, shifts.Count);
    }

    [Fact]
    public void A_crop_may_shift_a_picture_away()
    {
        RgbImage tiny = new(1, 1, [200, 100, 50]);
        var crop = Augmentations.RandomCrop(2);
        HashSet<byte> seen = [.. Enumerable.Range(0, 50).Select(seed => crop.Apply(tiny, Any, new Random(seed)).Pixels[0])];
        Assert.Equal([0, 200], [.. seen.Order()]);
    }

    [Fact]
    public void Probability_zero_gives_the_picture_itself()
    {
        Assert.Same(Picture, Augmentations.HorizontalFlip(0).Apply(Picture, Any, new Random(0)));
        Assert.Same(Picture, Augmentations.Grayscale(0).Apply(Picture, Any, new Random(0)));
    }

    [Fact]
    public void The_probability_is_that_of_the_change()
    {
        var flip = Augmentations.HorizontalFlip(0.25);
        var grey = Augmentations.Grayscale(0.25);
        var random = new SeededRandom(RandomPurpose.Transform, seed: 1, first: 2);

        var flips = Enumerable.Range(0, 4000).Count(_ => flip.Apply(Picture, Any, random) != Picture);
        var greys = Enumerable.Range(0, 4000).Count(_ => grey.Apply(Picture, Any, random) != Picture);

        // Five standard deviations of 27 about 1000.
        Assert.InRange(flips, 863, 1137);
        Assert.InRange(greys, 863, 1137);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Refuses_what_is_no_probability(double probability)
    {
        Assert.Throws<ArgumentOutOfRangeException>("probability", () => Augmentations.HorizontalFlip(probability));
        Assert.Throws<ArgumentOutOfRangeException>("probability", () => Augmentations.Grayscale(probability));
    }

    [Fact]
    public void Refuses_a_negative_padding() =>
        Assert.Throws<ArgumentOutOfRangeException>("padding", () => Augmentations.RandomCrop(-1));

    private static bool IsShifted(RgbImage image, int right, int down)
    {
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                (var fromX, var fromY) = (x - right, y - down);
                var inside = fromX >= 0 && fromX < Picture.Width && fromY >= 0 && fromY < Picture.Height;
                if (Pixel(image, x, y) != (inside ? Pixel(Picture, fromX, fromY) : (0, 0, 0)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static (int, int, int) Pixel(RgbImage image, int x, int y)
    {
        var pixel = image.Pixels.Slice(((y * image.Width) + x) * 3, 3);
        return (pixel[0], pixel[1], pixel[2]);
    }
}
