using CsCheck;
using Transfer.Features;
using Transfer.Tests.Training;

namespace Transfer.Tests.Features;

public sealed class FeatureStoreTests
{
    private const int Length = 5;
    private static readonly UInt128 Key = 77;

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    public void What_was_added_is_read_back_by_this_store_and_by_the_next(long memory)
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder, memory);
        using (var store = new FeatureStore(options, Key, Length))
        {
            Assert.True(store.TryAdd([1, 2], Rows(1, 2)));
            Assert.True(store.TryAdd([3], Rows(3)));
            Assert.Equal([Row(3), Row(1), Row(2)], Read(store, 3, 1, 2));
            Assert.False(store.Contains(4));
        }

        using var next = new FeatureStore(options, Key, Length);
        Assert.Equal([Row(2), Row(3)], Read(next, 2, 3));
        Assert.Equal(memory == 0 ? 0 : 3 * Length * sizeof(float), next.MemoryBytes);
    }

    [Fact]
    public void Another_key_another_length_and_another_precision_find_nothing()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder);
        using (var store = new FeatureStore(options, Key, Length))
        {
            store.TryAdd([1], Rows(1));
        }

        using var otherKey = new FeatureStore(options, Key + 1, Length);
        using var otherLength = new FeatureStore(options, Key, Length - 1);
        using var half = new FeatureStore(options with { HalfPrecision = true }, Key, Length);
        Assert.False(otherKey.Contains(1));
        Assert.False(otherLength.Contains(1));
        Assert.False(half.Contains(1));
    }

    [Fact]
    public void Half_precision_rounds_to_eleven_bits()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder) with { HalfPrecision = true };
        using var store = new FeatureStore(options, Key, 3);
        Assert.True(store.TryAdd([1], [1f / 3, 1000.25f, -1e-3f]));
        var row = new float[3];
        store.Read(1, row);
        Assert.Equal([(float)(Half)(1f / 3), (float)(Half)1000.25f, (float)(Half)(-1e-3f)], row);
    }

    // Whatever single byte of a file is changed, and wherever it is cut: a row is as it was written, or it is not there.
    [Fact]
    public void A_damaged_file_gives_no_wrong_row()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder, memory: 0);
        using (var store = new FeatureStore(options, Key, Length))
        {
            store.TryAdd([1, 2, 3], Rows(1, 2, 3));
        }

        var file = Directory.GetFiles(folder.Root, "*.features", SearchOption.AllDirectories).Single();
        var whole = File.ReadAllBytes(file);
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= (byte)(1 << (at % 8));
            ExpectNothingWrong(damaged);
            ExpectNothingWrong(whole[..at]);
        }

        ExpectNothingWrong([.. whole, 0]);

        void ExpectNothingWrong(byte[] content)
        {
            File.WriteAllBytes(file, content);
            using var store = new FeatureStore(options, Key, Length);
            foreach (var image in (UInt128[])[1, 2, 3])
            {
                if (store.Contains(image))
                {
                    Assert.Equal(Row((int)image), Read(store, image)[0]);
                }
            }
        }
    }

    [Fact]
    public void A_damaged_file_is_deleted_and_its_rows_can_be_added_again()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder);
        using (var store = new FeatureStore(options, Key, Length))
        {
            store.TryAdd([1], Rows(1));
        }

        var file = Directory.GetFiles(folder.Root, "*.features", SearchOption.AllDirectories).Single();
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
        using var again = new FeatureStore(options, Key, Length);
        Assert.False(again.Contains(1));
        Assert.False(File.Exists(file));
        Assert.True(again.TryAdd([1], Rows(1)));
        Assert.Equal([Row(1)], Read(again, 1));
    }

    [Fact]
    public void A_file_that_changes_while_it_is_in_use_is_an_error_with_its_name()
    {
        using var folder = new TemporaryFolder();
        using var store = new FeatureStore(Options(folder, memory: 0), Key, Length);
        store.TryAdd([1], Rows(1));
        var file = Directory.GetFiles(folder.Root, "*.features", SearchOption.AllDirectories).Single();
        using (var changed = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            changed.SetLength(changed.Length - 3);
        }

        var error = Assert.Throws<FeatureStoreException>(() => Read(store, 1));
        Assert.Equal(file, error.Path);
    }

    [Fact]
    public void Files_that_were_not_finished_count_for_nothing()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder);
        using (var store = new FeatureStore(options, Key, Length))
        {
            store.TryAdd([1], Rows(1));
        }

        var file = Directory.GetFiles(folder.Root, "*.features", SearchOption.AllDirectories).Single();
        File.Move(file, Path.ChangeExtension(file, ".tmp"));
        using var again = new FeatureStore(options, Key, Length);
        Assert.False(again.Contains(1));
    }

    [Fact]
    public void Old_features_make_room_for_new_ones()
    {
        using var folder = new TemporaryFolder();
        var one = Options(folder);
        long bytes;
        using (var first = new FeatureStore(one, 1, Length))
        {
            first.TryAdd([1], Rows(1));
            bytes = Directory.GetFiles(folder.Root, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        }

        using (var second = new FeatureStore(one, 2, Length))
        {
            second.TryAdd([1], Rows(1));
        }

        // The first was used last.
        foreach (var (key, age) in (ReadOnlySpan<(int, int)>)[(1, 1), (2, 2)])
        {
            var name = Directory.GetDirectories(folder.Root).Single(path => path.EndsWith($"{key}", StringComparison.Ordinal));
            Directory.SetLastWriteTimeUtc(name, DateTime.UtcNow.AddHours(-age));
        }

        var tight = one with { DiskBudget = bytes + (Length * sizeof(float)) };
        using (var third = new FeatureStore(tight, 3, Length))
        {
            Assert.True(third.TryAdd([1], Rows(1)));
        }

        using var kept = new FeatureStore(one, 1, Length);
        using var gone = new FeatureStore(one, 2, Length);
        Assert.True(kept.Contains(1));
        Assert.False(gone.Contains(1));
    }

    [Fact]
    public void Without_a_folder_that_can_be_written_memory_is_used_up_to_its_budget()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "in the way");
        var options = new FeatureStoreOptions { Folder = folder["file"], MemoryBudget = 2 * Length * sizeof(float) };
        using var store = new FeatureStore(options, Key, Length);
        Assert.True(store.HasRoomFor(2));
        Assert.False(store.HasRoomFor(3));
        Assert.True(store.TryAdd([1, 2], Rows(1, 2)));
        Assert.False(store.TryAdd([3], Rows(3)));
        Assert.Equal([Row(2)], Read(store, 2));
        Assert.False(store.Contains(3));
    }

    [Fact]
    public void Two_stores_write_to_one_folder_at_once()
    {
        using var folder = new TemporaryFolder();
        var options = Options(folder, memory: 0);
        Parallel.For(0, 4, writer =>
        {
            using var store = new FeatureStore(options, Key, Length);
            for (var i = 0; i < 10; i++)
            {
                Assert.True(store.TryAdd([(UInt128)((writer * 5) + i + 1)], Rows((writer * 5) + i + 1)));
            }
        });
        using var all = new FeatureStore(options, Key, Length);
        Assert.All(Enumerable.Range(1, 25), image => Assert.Equal(Row(image), Read(all, (UInt128)image)[0]));
    }

    [Fact]
    public void Random_additions_are_read_back() => Gen.Int[1, 40].List[1, 30].Sample(
        images =>
        {
            using var folder = new TemporaryFolder();
            var options = Options(folder, memory: images.Count % 3 * Length * sizeof(float));
            using (var store = new FeatureStore(options, Key, Length))
            {
                foreach (var chunk in images.Distinct().Chunk(3))
                {
                    Assert.True(store.TryAdd([.. chunk.Select(image => (UInt128)image)], Rows(chunk)));
                }
            }

            using var next = new FeatureStore(options, Key, Length);
            Assert.All(images, image => Assert.Equal(Row(image), Read(next, (UInt128)image)[0]));
            Assert.False(next.Contains(41));
        },
        iter: 30);

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        using var folder = new TemporaryFolder();
        using var store = new FeatureStore(Options(folder), Key, Length);
        Assert.Throws<ArgumentException>(() => store.TryAdd([1], new float[Length + 1]));
        Assert.Throws<KeyNotFoundException>(() => Read(store, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeatureStore(Options(folder), Key, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeatureStore(Options(folder, memory: -1), Key, 1));
    }

    private static FeatureStoreOptions Options(TemporaryFolder folder, long memory = 1 << 20) =>
        new() { Folder = folder.Root, MemoryBudget = memory };

    private static float[] Row(int image) => [.. Enumerable.Range(0, Length).Select(i => image + (i / 7f))];

    private static float[] Rows(params int[] images) => [.. images.SelectMany(Row)];

    private static float[][] Read(FeatureStore store, params UInt128[] images) => [.. images.Select(image =>
    {
        var row = new float[Length];
        store.Read(image, row);
        return row;
    })];
}
