using Transfer.Docs;
using Transfer.Tests;

namespace Transfer.Generators.Tests.Documents;

/// <summary>The written files match the code; <c>dotnet run --project tools/Transfer.Docs -- write</c> updates them.</summary>
public class WrittenFileTests
{
    [Fact]
    public void No_written_file_is_stale()
    {
        var stale = WrittenFiles.Stale(Repository.Root);
        Assert.True(
            stale.Count == 0,
            "Run dotnet run --project tools/Transfer.Docs -- write:\n" + string.Join("\n", stale.Select(Difference)));
    }

    private static string Difference((string Path, string Text) stale)
    {
        var path = Path.Combine(Repository.Root, stale.Path);
        var now = File.Exists(path) ? File.ReadAllLines(path) : [];
        return $"{stale.Path} lacks "
            + string.Join(" / ", stale.Text.Split('\n').Except(now).Take(3));
    }
}
