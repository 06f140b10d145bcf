using System.Net;
using System.Security.Cryptography;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Store;

/// <summary>
/// Downloads a file to beside its place and renames it when its SHA-256 is right. Two processes that download the same file
/// write two temporary files; the last rename wins, with the same content.
/// </summary>
/// <param name="client">The client; its Timeout bounds the wait for the response's headers.</param>
/// <param name="stallTimeout">How long a server may send nothing in the middle of a file.</param>
internal sealed class WeightsDownloader(HttpClient client, TimeSpan stallTimeout)
{
    private const int BufferLength = 1 << 17;

    /// <summary>Gets the downloader of the process, as HttpClient is meant to be used.</summary>
    public static WeightsDownloader Shared { get; } = new(new HttpClient(), TimeSpan.FromMinutes(1));

    /// <param name="entry">What to download.</param>
    /// <param name="target">Where it shall be.</param>
    /// <param name="byHand">What a person can do where this fails: the advice of the exception.</param>
    /// <param name="progress">Told of each piece.</param>
    /// <param name="cancellation">Ends the download.</param>
    /// <exception cref="WeightsFileException">No network, an error of the server, a timeout, a wrong file, a full
    /// disk.</exception>
    public async Task DownloadAsync(
        WeightsEntryFile entry,
        string target,
        string byHand,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var file = new BesideFile(target);
            var hash = await FetchAsync(entry.Url, file.Stream, progress, cancellation).ConfigureAwait(false);
            if (!Sha256Prefix.Matches(hash, entry.Sha256Prefix))
            {
                var shown = Sha256Prefix.Shown(hash, entry.Sha256Prefix);
                throw new WeightsFileException(
                    target,
                    $"the SHA-256 of what {entry.Url} sent begins with {shown}, not with {entry.Sha256Prefix}: "
                        + "it is another file, or was damaged in transit",
                    "Try again. " + byHand);
            }

            file.Commit();
        }
        catch (HttpRequestException e)
        {
            throw Failed(Reason(e), byHand, e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw Failed("the server took too long", "Try again. " + byHand, e);
        }
        catch (HttpIOException e)
        {
            throw Failed($"the connection was interrupted ({e.Message})", "Try again. " + byHand, e);
        }
        catch (Exception e) when (e is IOException and not WeightsFileException or UnauthorizedAccessException)
        {
            throw Failed(
                $"the file cannot be written ({e.Message})", "Try again, or set TRANSFER_HOME to another folder. " + byHand, e);
        }

        WeightsFileException Failed(string reason, string advice, Exception inner) =>
            new(target, $"{entry.Url} could not be downloaded: {reason}", advice, inner);
    }

    private static string Reason(HttpRequestException e) => e.StatusCode switch
    {
        null => $"no connection ({e.Message})",
        HttpStatusCode.NotFound => "the server has no such file (404)",
        { } status => $"the server answered {(int)status} {status}",
    };

    private async Task<byte[]> FetchAsync(
        Uri url, FileStream target, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using var response = await client
            .GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation)
            .ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var total = response.Content.Headers.ContentLength;
        var source = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[BufferLength];
            long done = 0;
            while (true)
            {
                stall.CancelAfter(stallTimeout);
                var read = await source.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
                if (read == 0)
                {
                    return hash.GetHashAndReset();
                }

                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
                done += read;
                progress?.Report(new DownloadProgress(done, total));
            }
        }
    }
}
