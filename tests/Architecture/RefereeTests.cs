using System.Text.RegularExpressions;

namespace Transfer.Architecture;

/// <summary>Each file that a test compares with has its origin in tools/referee/README.md: a script, or a hand.</summary>
public sealed partial class RefereeTests
{
    private const string Folder = "tools/referee";
    private static readonly string[] Code = [".cs", ".csproj", ".props", ".targets", ".editorconfig", ".gitattributes", ".sh"];
    private static readonly string[] Generated = ["bin", "obj", "TestResults", "__snapshots__", "__mismatch__"];

    [Fact]
    public void Each_data_file_of_the_tests_is_in_the_table() => AssertNone(
        DataFiles().Except(Named()),
        $"has no row in {Folder}/README.md: add a script that makes it, or its origin to the files made by hand.");

    [Fact]
    public void Each_row_of_the_table_is_a_data_file() =>
        AssertNone(Named().Except(DataFiles()), $"doesn't exist, but {Folder}/README.md has a row of it.");

    [Fact]
    public void Each_script_in_the_table_exists() => Assert.All(
        Script().Matches(Table()).Select(match => match.Groups[1].Value).Distinct(),
        script => Assert.True(File.Exists(Path.Combine(Repository.Root, Folder, script)), $"{Folder}/{script} doesn't exist."));

    private static void AssertNone(IEnumerable<string> files, string problem) =>
        Assert.True(!files.Any(), string.Join('\n', files.Select(file => $"{file} {problem}")));

    // Everything but code: a file of a kind that nobody has thought of yet counts as data.
    private static IEnumerable<string> DataFiles() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*", SearchOption.AllDirectories)
            .Where(path => Path.HasExtension(path) && !Code.Contains(Path.GetExtension(path)))
            .Select(Repository.Name)
            .Where(name => !name.Split('/').Intersect(Generated).Any());

    // A heading names the folder of the rows below it.
    private static IEnumerable<string> Named()
    {
        var folder = "";
        foreach (var line in Table().Split('\n'))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                folder = heading.Groups[1].Value;
            }
            else if (Row().Match(line) is { Success: true } row)
            {
                yield return $"{folder}/{row.Groups[1].Value}";
            }
        }
    }

    private static string Table() => File.ReadAllText(Path.Combine(Repository.Root, Folder, "README.md"));

    [GeneratedRegex("^### `(.+)`")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `(.+?)` \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"\| \[(\w+\.py)\]")]
    private static partial Regex Script();
}
