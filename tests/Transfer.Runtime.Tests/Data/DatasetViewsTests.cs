using CsCheck;

namespace Transfer.Data;

public sealed class DatasetViewsTests
{
    private static readonly Gen<int[]> Labels = Gen.Int[0, 5].Array[1, 120];

    [Fact]
    public void A_split_has_every_picture_once_and_its_share_of_each_class() =>
        Gen.Select(Labels, Gen.Double[0.01, 0.99], Gen.Long).Sample((labels, share, seed) =>
        {
            var dataset = Pictures.Dataset(labels);

            var split = dataset.StratifiedSplit(share, seed);

            Assert.Equal(Enumerable.Range(0, labels.Length), split.Train.Indices.Concat(split.Validation.Indices).Order());
            Assert.Equal(split.Train.Indices.Order(), split.Train.Indices);
            Assert.Equal(split.Validation.Indices.Order(), split.Validation.Indices);
            foreach (var members in Enumerable.Range(0, labels.Length).GroupBy(i => labels[i]))
            {
                var size = members.Count();
                var heldOut = members.Intersect(split.Validation.Indices).Count();
                if (size == 1)
                {
                    Assert.Equal(0, heldOut);
                }
                else
                {
                    Assert.InRange(heldOut, 1, size - 1);
                    var wanted = Math.Clamp(size * share, 1, size - 1);
                    Assert.InRange(heldOut - wanted, -0.5, 0.5);
                }
            }
        });

    [Fact]
    public void A_split_is_a_function_of_the_seed()
    {
        var dataset = Pictures.Dataset([.. Enumerable.Range(0, 100).Select(i => i % 3)]);

        Assert.Equal(dataset.StratifiedSplit(0.3, 5).Train.Indices, dataset.StratifiedSplit(0.3, 5).Train.Indices);
        Assert.NotEqual(dataset.StratifiedSplit(0.3, 5).Train.Indices, dataset.StratifiedSplit(0.3, 6).Train.Indices);
    }

    [Fact]
    public void Draws_never_change()
    {
        // By the referee's own generator: a change here changes everybody's splits.
        var dataset = Pictures.Dataset([.. Enumerable.Range(0, 20).Select(i => i % 2)]);
        Assert.Equal(TestFiles.Json<RandomReference>("random.json").Take, dataset.Take(perClass: 4, seed: 42).Indices);
    }

    [Fact]
    public void What_is_drawn_from_a_class_does_not_depend_on_other_classes()
    {
        var alone = Pictures.Dataset([.. Enumerable.Repeat(0, 30)]);
        var together = Pictures.Dataset([.. Enumerable.Repeat(0, 30), .. Enumerable.Repeat(1, 30)]);

        Assert.Equal(alone.Take(7, seed: 3).Indices, together.Take(7, seed: 3).Indices.Take(7));
    }

    [Fact]
    public void A_smaller_draw_is_part_of_a_larger_one()
    {
        var dataset = Pictures.Dataset([.. Enumerable.Range(0, 60).Select(i => i % 2)]);
        var small = dataset.Take(5, seed: 9);
        var large = dataset.Take(20, seed: 9);

        Assert.Equal(10, small.Count);
        Assert.Equal(5, Enumerable.Range(0, small.Count).Count(i => small.Label(i) == 1));
        Assert.Subset(large.Indices.ToHashSet(), small.Indices.ToHashSet());
    }

    [Fact]
    public void Splits_by_number_per_class()
    {
        var dataset = Pictures.Dataset([0, 0, 0, 1, 1, 1, 1]);

        var split = dataset.SplitPerClass(2, seed: 1);

        Assert.Equal([0, 0, 1, 1], Enumerable.Range(0, 4).Select(split.Validation.Label));
        Assert.Equal([0, 1, 1], Enumerable.Range(0, 3).Select(split.Train.Label));
    }

    [Fact]
    public void Classes_that_are_too_small_are_named()
    {
        var dataset = new ImageArrays(new byte[4 * 3], 1, 1, [0, 1, 1, 1], ["cat", "dog", "eel"]);

        var take = Assert.Throws<DatasetException>(() => dataset.Take(2, seed: 0)).Message;
        var split = Assert.Throws<DatasetException>(() => dataset.SplitPerClass(3, seed: 0)).Message;

        Assert.Contains("'cat' (1), 'eel' (0)", take);
        Assert.Contains("'dog' (3)", split);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Refuses_a_share_that_is_none(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Pictures.Dataset(0, 1).StratifiedSplit(share, seed: 0));

    [Fact]
    public void A_subset_is_a_view()
    {
        var dataset = Pictures.Dataset(0, 1, 2, 1);

        var subset = dataset.Subset([3, 0, 3]).Subset([1, 0]);

        Assert.Equal(2, subset.Count);
        Assert.Equal((0, 1), (subset.Label(0), subset.Label(1)));
        Assert.Equal(dataset.Load(3).Pixels, subset.Load(1).Pixels);
        Assert.Equal("item 3", ((IImageDataset)subset).Name(1));
        Assert.Equal(dataset.ClassNames, subset.ClassNames);
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Subset([4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Subset([-1]));
    }
}
