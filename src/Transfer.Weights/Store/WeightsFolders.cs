using System.Collections.Immutable;

namespace Transfer.Weights.Store;

/// <summary>Represents the folders of weights files, and whether more may be downloaded.</summary>
/// <param name="Downloads">The folder that downloads go to; it is also looked in first.</param>
/// <param name="Others">Folders that are looked in and never written to.</param>
/// <param name="IsOffline">Whether downloads are switched off.</param>
internal sealed record WeightsFolders(string Downloads, ImmutableArray<string> Others, bool IsOffline)
{
    public const string OfflineVariable = "TRANSFER_OFFLINE";

    /// <summary>
    /// Returns the folders that environment variables name. Downloads go to <c>$TRANSFER_HOME/checkpoints</c>, by default
    /// <c>~/.cache/transfer/checkpoints</c>. PyTorch's downloads are in <c>$TORCH_HOME/hub/checkpoints</c>, by default
    /// <c>~/.cache/torch/hub/checkpoints</c> (torch/hub.py, _get_torch_home). <c>$XDG_CACHE_HOME</c> replaces <c>~/.cache</c>
    /// in both, as in PyTorch. <c>TRANSFER_OFFLINE=1</c> switches downloads off.
    /// </summary>
    public static WeightsFolders FromEnvironment(Func<string, string?> variable, string home)
    {
        var cache = Variable("XDG_CACHE_HOME") ?? Path.Combine(home, ".cache");
        var transfer = Variable("TRANSFER_HOME") ?? Path.Combine(cache, "transfer");
        var torch = Variable("TORCH_HOME") ?? Path.Combine(cache, "torch");
        return new(
            Path.Combine(transfer, "checkpoints"),
            [Path.Combine(torch, "hub", "checkpoints")],
            Variable(OfflineVariable) is "1" or "true" or "TRUE" or "True");

        // An empty variable is an unset one, as shells have it.
        string? Variable(string name) => variable(name) is { Length: > 0 } value ? ExpandHome(value, home) : null;
    }

    private static string ExpandHome(string path, string home) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? home + path[1..] : path;
}
