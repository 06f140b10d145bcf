using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Transfer.Architecture;

/// <summary>docs/architecture.md lists the folders of each project in an order: a folder uses only those above it.</summary>
public sealed class FolderOrderTests
{
    [Theory]
    [MemberData(nameof(SourceProject.Names), MemberType = typeof(SourceProject))]
    public void A_folder_uses_only_those_above_it_in_the_page(string name)
    {
        var project = SourceProject.Named(name);
        var order = Page.FoldersOf(name);
        Assert.Equal(Folders(project).Order(StringComparer.Ordinal), order.Order(StringComparer.Ordinal));
        Assert.Empty(Arrow.Of(project)
            .Where(arrow => order.IndexOf(Top(arrow.From)) < order.IndexOf(Top(arrow.To)))
            .Select(arrow => $"{Top(arrow.From)} uses {Top(arrow.To)}, which stands below it: {arrow.Use}"));
    }

    [Theory]
    [MemberData(nameof(SourceProject.Names), MemberType = typeof(SourceProject))]
    public void A_namespace_is_its_folder(string name)
    {
        var project = SourceProject.Named(name);
        Assert.Empty(
            from tree in project.Sources
            let space = Namespace(tree)
            let folder = project.FolderOf(tree.FilePath)
            let expected =
                string.Join('.', [project.RootNamespace, .. folder == SourceProject.RootFolder ? [] : folder.Split('/')])
            where space is not null && space != expected && !IsPublicLanguage(project, space) && !IsPart(project, tree)
            select $"{Repository.Name(tree.FilePath)} is in {space}, not in {expected}");
    }

    // What a recipe is written with stands in the namespace of the product: one using opens it.
    private static bool IsPublicLanguage(SourceProject project, string space) =>
        space == project.RootNamespace && project.Name == "Transfer.Dsl";

    // A part stands with the construct that it is about, in the namespace of its type.
    private static bool IsPart(SourceProject project, SyntaxTree tree) => tree.GetRoot().DescendantNodes()
        .OfType<BaseTypeDeclarationSyntax>()
        .Select(type => project.Compilation.GetSemanticModel(tree).GetDeclaredSymbol(type)!)
        .All(type => type.DeclaringSyntaxReferences.Length > 1);

    private static string? Namespace(SyntaxTree tree) => tree.GetRoot().ChildNodes()
        .OfType<BaseNamespaceDeclarationSyntax>()
        .FirstOrDefault()?.Name.ToString();

    private static IEnumerable<string> Folders(SourceProject project) =>
        project.Sources.Select(tree => Top(project.FolderOf(tree.FilePath))).Distinct();

    private static string Top(string folder) => folder.Split('/')[0];
}
