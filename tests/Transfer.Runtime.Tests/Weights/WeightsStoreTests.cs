using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Transfer.Weights.Store;

namespace Transfer.Weights.Tests;

public sealed class WeightsStoreTests : IDisposable
{
    private const string FileName = "weights-0000.pth";

    // Larger than the downloader's buffer, so that a download has several pieces.
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 >> 3))];
    private static readonly string Prefix = Convert.ToHexStringLower(SHA256.HashData(Content))[..8];

    private readonly TemporaryFolder root = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };

    private string Downloads => root.At("transfer");

    private string TorchHub => root.At("torch");

    public void Dispose()
    {
        client.Dispose();
        root.Dispose();
    }

    [Fact]
    public async Task A_file_that_is_nowhere_is_downloaded_once()
    {
        await using var server = LocalServer.File(Content);
        var progress = new Recorder();

        var path = await Store().GetAsync(Entry(server.Url), progress);
        var again = await Store().GetAsync(Entry(server.Url), progress);

        Assert.Equal(Path.Combine(Downloads, FileName), path);
        Assert.Equal(path, again);
        Assert.Equal(Content, File.ReadAllBytes(path));
        Assert.Equal(1, server.Requests);
        Assert.True(progress.Reports.Count > 1);
        Assert.Equal(
            progress.Reports.Select(report => report.BytesRead).Order(), progress.Reports.Select(report => report.BytesRead));
        Assert.Equal(new DownloadProgress(Content.Length, Content.Length), progress.Reports[^1]);
        AssertNothingElse();
    }

    [Fact]
    public async Task A_file_that_PyTorch_downloaded_is_used_where_it_lies()
    {
        await using var server = LocalServer.File(Content);
        var place = Put(TorchHub, Content);
        Assert.Equal(place, await Store().GetAsync(Entry(server.Url)));
        Assert.Equal(0, server.Requests);
        Assert.False(Directory.Exists(Downloads));
    }

    [Fact]
    public async Task The_prefix_may_be_in_capitals_and_as_long_as_the_whole_hash()
    {
        var place = Put(Downloads, Content);
        var entry = Entry(new Uri("http://127.0.0.1/")) with { Sha256Prefix = Convert.ToHexString(SHA256.HashData(Content)) };
        Assert.Equal(place, await Store(isOffline: true).GetAsync(entry));
    }

    [Fact]
    public async Task A_damaged_file_in_the_download_folder_is_replaced_and_one_of_PyTorch_left_alone()
    {
        await using var server = LocalServer.File(Content);
        Put(Downloads, [1, 2, 3]);
        var torch = Put(TorchHub, [4, 5, 6]);

        var path = await Store().GetAsync(Entry(server.Url));

        Assert.Equal(Content, File.ReadAllBytes(path));
        Assert.Equal([4, 5, 6], File.ReadAllBytes(torch));
        AssertNothingElse();
    }

    [Fact]
    public async Task Offline_nothing_is_asked_for_and_the_message_says_where_the_file_may_be_put()
    {
        await using var server = LocalServer.File(Content);
        var error = await AssertRefused(Store(isOffline: true), server.Url, "TRANSFER_OFFLINE forbids downloading them");
        Assert.Equal(0, server.Requests);
        Assert.Equal(Path.Combine(Downloads, FileName), error.Path);

        var damaged = Put(TorchHub, [1]);
        await AssertRefused(
            Store(isOffline: true), server.Url, $"what lies at {damaged} has no SHA-256 that begins with {Prefix}");
    }

    [Fact]
    public async Task What_has_another_hash_is_not_kept()
    {
        await using var server = LocalServer.File([1, 2, 3]);
        var hash = Convert.ToHexStringLower(SHA256.HashData([1, 2, 3]))[..8];
        await AssertRefused(Store(), server.Url, $"begins with {hash}, not with {Prefix}");
    }

    [Theory]
    [InlineData("404 Not Found", "no such file (404)")]
    [InlineData("403 Forbidden", "answered 403 Forbidden")]
    [InlineData("500 Internal Server Error", "answered 500 InternalServerError")]
    public async Task An_error_of_the_server_is_named(string status, string found)
    {
        await using var server = LocalServer.Status(status);
        await AssertRefused(Store(), server.Url, found);
    }

    [Fact]
    public async Task Without_a_connection_the_message_says_so()
    {
        // A port that was free a moment ago and that nobody listens on.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x.pth");
        listener.Stop();

        await AssertRefused(Store(), url, "no connection");
    }

    [Fact]
    public async Task A_connection_that_breaks_off_leaves_nothing()
    {
        await using var server = LocalServer.BreakingOff(Content);
        await AssertRefused(Store(), server.Url, "the connection was interrupted");
    }

    [Fact]
    public async Task A_server_that_falls_silent_in_the_middle_is_given_up()
    {
        await using var server = LocalServer.Stalling(Content);
        await AssertRefused(Store(TimeSpan.FromMilliseconds(200)), server.Url, "the server took too long");
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var server = LocalServer.Silent();
        client.Timeout = TimeSpan.FromMilliseconds(200);
        await AssertRefused(Store(), server.Url, "the server took too long");
    }

    [Fact]
    public async Task A_cancelled_download_leaves_nothing()
    {
        await using var server = LocalServer.Stalling(Content);
        using var cancellation = new CancellationTokenSource();
        var progress = new Recorder { OnReport = cancellation.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store().GetAsync(Entry(server.Url), progress, cancellation.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(Downloads));
    }

    [Fact]
    public async Task Downloads_of_one_file_at_the_same_time_do_not_disturb_each_other()
    {
        await using var server = LocalServer.File(Content);
        var paths = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Store().GetAsync(Entry(server.Url))));
        Assert.All(paths, path => Assert.Equal(Content, File.ReadAllBytes(path)));
        AssertNothingElse();
    }

    [Fact]
    public async Task A_download_folder_that_cannot_be_made_is_named()
    {
        await using var server = LocalServer.File(Content);
        root.Write("transfer", [1]);
        var error = await Assert.ThrowsAsync<WeightsFileException>(() => Store().GetAsync(Entry(server.Url)));
        Assert.Contains(Downloads, error.Found, StringComparison.Ordinal);
        Assert.Contains("set TRANSFER_HOME", error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../weights.pth", "00000000")]
    [InlineData("", "00000000")]
    [InlineData("weights.pth", "0000000")]
    [InlineData("weights.pth", "0000000g")]
    public async Task An_entry_that_names_no_file_or_no_hash_is_refused(string fileName, string prefix) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store().GetAsync(new(fileName, new Uri("http://127.0.0.1/"), prefix)));

    private WeightsStore Store(TimeSpan? stallTimeout = null, bool isOffline = false) => new(
        new WeightsFolders(Downloads, [TorchHub], isOffline),
        new WeightsDownloader(client, stallTimeout ?? TimeSpan.FromSeconds(30)));

    private static WeightsEntryFile Entry(Uri url) => new(FileName, url, Prefix);

    private static string Put(string folder, byte[] content)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        File.WriteAllBytes(path, content);
        return path;
    }

    private void AssertNothingElse() =>
        Assert.Equal([FileName], Directory.EnumerateFileSystemEntries(Downloads).Select(Path.GetFileName));

    /// <summary>Refused with the reason, the URL, the folder and the file name, and with nothing left in the folder.</summary>
    private async Task<WeightsFileException> AssertRefused(WeightsStore store, Uri url, string found)
    {
        var error = await Assert.ThrowsAsync<WeightsFileException>(() => store.GetAsync(Entry(url)));
        Assert.Contains(found, error.Found, StringComparison.Ordinal);
        Assert.Contains(
            $"Download {url} by other means and put it into {Downloads} as {FileName}.", error.Advice, StringComparison.Ordinal);
        Assert.True(!Directory.Exists(Downloads) || !Directory.EnumerateFileSystemEntries(Downloads).Any());
        return error;
    }

    private sealed class Recorder : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Reports { get; } = [];

        public Action? OnReport { get; init; }

        public void Report(DownloadProgress value)
        {
            Reports.Add(value);
            OnReport?.Invoke();
        }
    }
}
