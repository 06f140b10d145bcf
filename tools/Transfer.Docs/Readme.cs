using System.Globalization;
using Transfer.Architectures;

namespace Transfer.Docs;

/// <summary>The numbers in README.md, and in the README of the packages, that follow from the code.</summary>
internal static class Readme
{
    public static WrittenFile OfPackages { get; } = new("src/Package/README.md", text =>
        Markdown.One(text, @"\d+(?= backbones as data)", Number(Zoo.Architectures.Count)));

    public static WrittenFile File { get; } = new("README.md", text =>
    {
        text = Markdown.One(text, @"(?<=Code fixes exist\sfor )\d+(?= of them)", Number(Rules.All.Count(Rules.HasFix)));
        return Markdown.One(text, @"(?<=- \*\*)\d+(?= backbones\*\*)", Number(Zoo.Architectures.Count));
    });

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
