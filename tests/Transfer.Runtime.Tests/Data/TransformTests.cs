namespace Transfer.Data;

public sealed class TransformTests
{
    private static readonly RgbImage Picture = Pictures.Formula(7, 5);

    [Fact]
    public void A_flip_mirrors_columns()
    {
        RgbImage flipped = new RandomHorizontalFlip(1).Apply(Picture, new Random(0));

        for (int y = 0; y < 5; y++)
        {
            for (int x = 0; x < 7; x++)
            {
                Assert.Equal(Pixel(Picture, 6 - x, y), Pixel(flipped, x, y));
            }
        }
    }

    [Fact]
    public void A_crop_with_padding_shifts_and_fills_with_black()
    {
        var crop = new RandomCropWithPadding(3);
        HashSet<(int, int)> shifts = [];
        for (int seed = 0; seed < 400; seed++)
        {
            RgbImage cropped = crop.Apply(Picture, new Random(seed));
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
        var crop = new RandomCropWithPadding(2);
        HashSet<byte> seen = [.. Enumerable.Range(0, 50).Select(seed => crop.Apply(tiny, new Random(seed)).Pixels[0])];
        Assert.Equal([0, 200], [.. seen.Order()]);
    }

    [Fact]
    public void Probability_zero_gives_the_picture_itself()
    {
        Assert.Same(Picture, new RandomHorizontalFlip(0).Apply(Picture, new Random(0)));
        Assert.Same(Picture, new RandomGrayscale(0).Apply(Picture, new Random(0)));
        Assert.Equal(Picture.Pixels, new RandomCropWithPadding(0).Apply(Picture, new Random(0)).Pixels);
    }

    [Fact]
    public void The_probability_is_that_of_the_change()
    {
        var flip = new RandomHorizontalFlip(0.25);
        var grey = new RandomGrayscale(0.25);
        var random = new SeededRandom(RandomPurpose.Transform, seed: 1, first: 2);

        int flips = Enumerable.Range(0, 4000).Count(_ => flip.Apply(Picture, random) != Picture);
        int greys = Enumerable.Range(0, 4000).Count(_ => grey.Apply(Picture, random) != Picture);

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
        Assert.Throws<ArgumentOutOfRangeException>("probability", () => new RandomHorizontalFlip(probability));
        Assert.Throws<ArgumentOutOfRangeException>("probability", () => new RandomGrayscale(probability));
    }

    [Fact]
    public void Refuses_a_negative_padding() =>
        Assert.Throws<ArgumentOutOfRangeException>("padding", () => new RandomCropWithPadding(-1));

    private static bool IsShifted(RgbImage image, int right, int down)
    {
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                (int fromX, int fromY) = (x - right, y - down);
                bool inside = fromX >= 0 && fromX < Picture.Width && fromY >= 0 && fromY < Picture.Height;
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
        ReadOnlySpan<byte> pixel = image.Pixels.Slice(((y * image.Width) + x) * 3, 3);
        return (pixel[0], pixel[1], pixel[2]);
    }
}
