using System.Security.Cryptography;

namespace Transfer.Weights.Store;

/// <summary>Finds published weights files in the local folders, and downloads those that are missing.</summary>
public sealed class WeightsStore
{
    private readonly WeightsFolders folders;
    private readonly WeightsDownloader downloader;

    internal WeightsStore(WeightsFolders folders, WeightsDownloader downloader)
    {
        this.folders = folders;
        this.downloader = downloader;
    }

    /// <summary>
    /// Returns the store of this user. Downloads go to <c>$TRANSFER_HOME/checkpoints</c>, by default
    /// <c>~/.cache/transfer/checkpoints</c>; what PyTorch has downloaded is found too. <c>TRANSFER_OFFLINE=1</c> forbids
    /// downloads.
    /// </summary>
    /// <returns>The store.</returns>
    public static WeightsStore ForUser() => new(
        WeightsFolders.FromEnvironment(
            Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)),
        WeightsDownloader.Shared);

    /// <summary>
    /// Gives the path of the file. A file that lies in a folder is taken only if its SHA-256 begins as it should: an
    /// interrupted copy or another file of that name would train a network on noise.
    /// </summary>
    /// <param name="entry">The file.</param>
    /// <param name="progress">Told of each piece of a download.</param>
    /// <param name="cancellation">Ends a download; nothing of it remains.</param>
    /// <returns>The path.</returns>
    /// <exception cref="WeightsFileException">The file is nowhere and cannot be downloaded, or is not the one that it
    /// should be.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<string> GetAsync(
        WeightsEntryFile entry, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        Validate(entry);
        var target = Path.Combine(folders.Downloads, entry.FileName);
        var rejected = new List<string>();
        foreach (var path in folders.Others.Prepend(folders.Downloads).Select(folder => Path.Combine(folder, entry.FileName)))
        {
            if (!File.Exists(path))
            {
                continue;
            }

            if (await MatchesAsync(path, entry.Sha256Prefix, cancellation).ConfigureAwait(false))
            {
                return path;
            }

            rejected.Add(path);
        }

        if (folders.IsOffline)
        {
            var found = rejected.Count == 0
                ? "the weights are not on this machine"
                : $"what lies at {string.Join(" and ", rejected)} has no SHA-256 that begins with {entry.Sha256Prefix}";
            throw new WeightsFileException(
                target, $"{found}, and {WeightsFolders.OfflineVariable} forbids downloading them", ByHand(entry));
        }

        await downloader.DownloadAsync(entry, target, ByHand(entry), progress, cancellation).ConfigureAwait(false);
        return target;
    }

    private static void Validate(WeightsEntryFile entry)
    {
        Sha256Prefix.Validate(entry.Sha256Prefix);
        if (entry.FileName.Length == 0 || Path.GetFileName(entry.FileName) != entry.FileName)
        {
            throw new ArgumentException($"\"{entry.FileName}\" is not the name of a file.", nameof(entry));
        }
    }

    private static async Task<bool> MatchesAsync(string path, string prefix, CancellationToken cancellation)
    {
        try
        {
            var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 20, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                return Sha256Prefix.Matches(await SHA256.HashDataAsync(file, cancellation).ConfigureAwait(false), prefix);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WeightsFileException(
                path, $"the file cannot be read ({e.Message})", "Check its permissions, or delete it.", e);
        }
    }

    private string ByHand(WeightsEntryFile entry) =>
        $"Download {entry.Url} by other means and put it into {folders.Downloads} as {entry.FileName}.";
}
