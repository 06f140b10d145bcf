using Transfer.Recipes;
using Transfer.Weights.Store;

namespace Transfer.Weights.Loading;

/// <summary>The file with a plan's pretrained weights.</summary>
public static class PlanWeightsFile
{
    /// <summary>Finds the file, and downloads it where it is published and not yet on this machine.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">Where published files are kept; null, the default, is <see cref="WeightsStore.ForUser"/>.</param>
    /// <param name="progress">Told of each piece of a download.</param>
    /// <param name="cancellation">Ends a download; nothing of it remains.</param>
    /// <returns>The path; null where the plan names no weights. A file that the recipe names may be missing.</returns>
    /// <exception cref="InvalidOperationException">The plan names weights that are not published.</exception>
    /// <exception cref="WeightsFileException">The file can't be downloaded, or is not the one that it should be.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static async Task<string?> LocateAsync(
        Plan plan,
        WeightsStore? store = null,
        IProgress<DownloadProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Weights is null or WeightsSource.File)
        {
            return plan.Weights is WeightsSource.File file ? Path.GetFullPath(file.Path) : null;
        }

        var entry = plan.WeightsEntry ?? throw new InvalidOperationException(
            $"{plan.Graph.Architecture} has no published weights for {plan.Weights}; name a file: "
            + "Pretrained(WeightsFile.At(…)).");
        return await (store ?? WeightsStore.ForUser())
            .GetAsync(new WeightsEntryFile(entry.File, new Uri(entry.Url), entry.Sha256Prefix), progress, cancellation)
            .ConfigureAwait(false);
    }
}
