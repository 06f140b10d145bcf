using Transfer.Weights.Store;

namespace Transfer.Weights.Tests;

public class WeightsFoldersTests
{
    [Fact]
    public void By_default_both_are_below_the_user_s_cache() => AssertFolders(
        [], "/home/u/.cache/transfer/checkpoints", "/home/u/.cache/torch/hub/checkpoints");

    [Fact]
    public void The_variables_move_them() => AssertFolders(
        new() { ["TRANSFER_HOME"] = "/t", ["TORCH_HOME"] = "~/p" }, "/t/checkpoints", "/home/u/p/hub/checkpoints");

    [Fact]
    public void The_cache_variable_moves_both_and_empty_ones_count_for_nothing() => AssertFolders(
        new() { ["XDG_CACHE_HOME"] = "/c", ["TRANSFER_HOME"] = "", ["TORCH_HOME"] = "" },
        "/c/transfer/checkpoints",
        "/c/torch/hub/checkpoints");

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("0", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Offline_is_switched_on_by_its_variable(string? value, bool isOffline) =>
        Assert.Equal(
            isOffline, WeightsFolders.FromEnvironment(name => name == "TRANSFER_OFFLINE" ? value : null, "/home/u").IsOffline);

    private static void AssertFolders(Dictionary<string, string> variables, string downloads, string torch)
    {
        var folders = WeightsFolders.FromEnvironment(name => variables.GetValueOrDefault(name), "/home/u");
        Assert.Equal(downloads, folders.Downloads.Replace('\\', '/'));
        Assert.Equal([torch], folders.Others.Select(folder => folder.Replace('\\', '/')));
        Assert.False(folders.IsOffline);
    }
}
