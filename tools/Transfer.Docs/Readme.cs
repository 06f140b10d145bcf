using System.Globalization;
using Transfer.Architectures;

namespace Transfer.Docs;

/// <summary>The numbers of README.md, and of the one in the package, that the code knows.</summary>
internal static class Readme
{
    public static IEnumerable<WrittenFile> Files =>
    [
        new("README.md", text =>
        {
            text = Markdown.One(text, @"(?<=\r?\nfor )\d+(?= of them)", Number(Rules.All.Count(Rules.HasFix)));
            return Markdown.One(text, @"(?<=- \*\*)\d+(?= backbones\*\*)", Number(Zoo.Architectures.Count));
        }),
        new("src/Package/README.md", text => Markdown.One(text, @"\d+(?= backbones as data)", Number(Zoo.Architectures.Count))),
    ];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
