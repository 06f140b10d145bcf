namespace Transfer.Data;

public sealed class ImageFolderTests : IDisposable
{
    private static readonly byte[] Bmp = File.ReadAllBytes(TestFiles.Path("formats", "rgb.BMP"));
    private static readonly byte[] Png = File.ReadAllBytes(TestFiles.Path("pictures", "landscape.png"));

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Lists_classes_and_files_in_torchvisions_order()
    {
        var expected = TestFiles.Json<Reference>("folder.json");
        foreach (var file in expected.Files)
        {
            // The decoder goes by content, not by extension.
            folder.Write(file, Bmp);
        }

        var dataset = ImageFolder.Open(folder.Root);

        Assert.Equal(expected.Classes, dataset.ClassNames);
        Assert.Equal(
            expected.Samples,
            Enumerable.Range(0, dataset.Count).Select(i =>
                new Sample(Path.GetRelativePath(folder.Root, dataset.Name(i)).Replace('\\', '/'), dataset.Label(i))));
        Assert.Empty(dataset.Skipped);
    }

    [Fact]
    public void Loads_the_picture_of_the_index()
    {
        folder.Write("a/1.bmp", Bmp);
        folder.Write("b/1.png", Png);
        var dataset = ImageFolder.Open(folder.Root);

        Assert.Equal((9, 7), (dataset.Load(0).Width, dataset.Load(0).Height));
        Assert.Equal(Pictures.Formula(37, 23).Pixels, dataset.Load(1).Pixels);
    }

    [Fact]
    public void Refuses_all_unreadable_files_at_once_with_reasons()
    {
        folder.Write("a/good.bmp", Bmp);
        var empty = folder.Write("a/empty.png", []);
        var text = folder.Write("a/text.jpg", "not an image"u8.ToArray());

        var error = Assert.Throws<DatasetException>(() => ImageFolder.Open(folder.Root));

        Assert.Equal([empty, text], error.UnreadableFiles.Select(f => f.Path));
        Assert.Contains($"{empty}: the file is empty", error.Message);
        Assert.Contains($"{text}: not an image in a known format", error.Message);
    }

    [Fact]
    public void A_long_list_of_unreadable_files_is_cut_in_the_message_only()
    {
        for (var i = 0; i < 25; i++)
        {
            folder.Write($"a/{i:00}.png", []);
        }

        var error = Assert.Throws<DatasetException>(() => ImageFolder.Open(folder.Root));

        Assert.Equal(25, error.UnreadableFiles.Count);
        Assert.EndsWith("and 5 more", error.Message);
    }

    [Fact]
    public void Skips_unreadable_files_and_reports_them()
    {
        folder.Write("a/1.bmp", Bmp);
        var bad = folder.Write("a/2.png", [1, 2, 3]);
        folder.Write("b/3.png", Png);

        var dataset = ImageFolder.Open(folder.Root, UnreadableFiles.Skip);

        Assert.Equal(2, dataset.Count);
        Assert.Equal(1, dataset.Label(1));
        Assert.Equal([bad], dataset.Skipped.Select(s => s.Path));
    }

    [Fact]
    public void A_truncated_file_passes_the_header_check_and_is_named_on_load()
    {
        folder.Write("a/1.bmp", Bmp);
        var truncated = folder.Write("a/2.png", Png[..^900]);

        var dataset = ImageFolder.Open(folder.Root);
        var error = Assert.Throws<DatasetException>(() => dataset.Load(1));

        Assert.Contains(truncated, error.Message);
        Assert.Equal([truncated], error.UnreadableFiles.Select(f => f.Path));
    }

    [Fact]
    public void A_full_check_finds_a_truncated_file_when_opening()
    {
        folder.Write("a/1.bmp", Bmp);
        var truncated = folder.Write("a/2.png", Png[..^900]);

        var error = Assert.Throws<DatasetException>(() => ImageFolder.Open(folder.Root, check: FileCheck.Full));
        var dataset = ImageFolder.Open(folder.Root, UnreadableFiles.Skip, FileCheck.Full);

        Assert.Contains(truncated, error.Message);
        Assert.Equal(1, dataset.Count);
        Assert.Equal([truncated], dataset.Skipped.Select(s => s.Path));
    }

    [Fact]
    public void A_file_deleted_after_opening_is_named_on_load()
    {
        var path = folder.Write("a/1.bmp", Bmp);
        var dataset = ImageFolder.Open(folder.Root);
        File.Delete(path);

        Assert.Contains(path, Assert.Throws<DatasetException>(() => dataset.Load(0)).Message);
    }

    [Fact]
    public void Names_a_root_that_is_not_there_or_is_a_file()
    {
        var file = folder.Write("1.bmp", Bmp);
        Assert.Contains(
            folder.At("none"), Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.Open(folder.At("none"))).Message);
        Assert.Contains("is a file", Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.Open(file)).Message);
    }

    [Fact]
    public void Refuses_a_root_without_class_folders()
    {
        folder.Write("1.bmp", Bmp);
        Assert.Contains("no class folders", Assert.Throws<DatasetException>(() => ImageFolder.Open(folder.Root)).Message);
    }

    [Fact]
    public void Names_class_folders_without_pictures()
    {
        folder.Write("full/1.bmp", Bmp);
        folder.Write("other/1.tif", Bmp);
        Directory.CreateDirectory(folder.At("void"));

        var message = Assert.Throws<DatasetException>(() => ImageFolder.Open(folder.Root)).Message;

        Assert.Contains("'other', 'void'", message);
        Assert.DoesNotContain("'full'", message);
    }

    [Fact]
    public void Names_a_class_that_skipping_leaves_empty()
    {
        folder.Write("a/1.bmp", Bmp);
        folder.Write("b/1.png", []);

        var message = Assert.Throws<DatasetException>(() => ImageFolder.Open(folder.Root, UnreadableFiles.Skip)).Message;

        Assert.Contains("no readable images: 'b'", message);
    }

    private sealed record Sample(string File, int Label);

    private sealed record Reference(string[] Files, string[] Classes, Sample[] Samples);
}
