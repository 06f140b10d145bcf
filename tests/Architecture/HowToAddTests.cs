using System.Text.RegularExpressions;

namespace Transfer.Architecture;

/// <summary>
/// The page says which files a new construct takes; an example of each kind is in these files and in no others.
/// </summary>
public sealed partial class HowToAddTests
{
    public static TheoryData<string> Kinds { get; } = [.. Page.Table("## How to add").Select(row => row[0])];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_files_of_the_example_are_those_that_the_page_lists(string kind)
    {
        var row = Page.Table("## How to add").Single(cells => cells[0] == kind);
        var word = new Regex($@"\b({row[1].Trim('`')})\b");
        var listed = Code().Matches(row[2]).Select(match => match.Groups[1].Value).ToList();
        var found = Repository.Sources("src").Concat(listed.Where(file => !file.EndsWith(".cs", StringComparison.Ordinal)))
            .Where(file => !IsWritten(file) && word.IsMatch(File.ReadAllText(Path.Combine(Repository.Root, file))));
        Assert.Equal(listed.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    // A tool keeps these lists.
    private static bool IsWritten(string file) => file.EndsWith(".Written.cs", StringComparison.Ordinal);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
