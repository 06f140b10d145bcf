using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Transfer.Architecture;

/// <summary>A use in one folder of what another folder of the same project declares.</summary>
/// <param name="Use">The file and line that uses it, and what it is.</param>
internal sealed record Arrow(string From, string To, string Use)
{
    /// <summary>Returns all uses in a project that cross folders.</summary>
    public static IEnumerable<Arrow> Of(SourceProject project) => project.Sources.AsParallel().AsOrdered().SelectMany(tree =>
    {
        var from = project.FolderOf(tree.FilePath);
        var model = project.Compilation.GetSemanticModel(tree);
        return from node in tree.GetRoot().DescendantNodes()
               let symbol = Used(model, node)
               let home = symbol is null ? null : Home(symbol)
               where home is not null && project.IsOwn(home)
               let to = project.FolderOf(home)
               where to != @from
               let line = tree.GetLineSpan(node.Span).StartLinePosition.Line + 1
               select new Arrow(@from, to, $"{Repository.Name(tree.FilePath)}({line}): {symbol.ToDisplayString(Format)}");
    });

    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.CSharpShortErrorMessageFormat;

    /// <summary>
    /// A part of a partial type counts as a use of the type. What <c>var</c> stands for is no use: no one wrote it.
    /// </summary>
    private static ISymbol? Used(SemanticModel model, SyntaxNode node)
    {
        var symbol = node switch
        {
            BaseTypeDeclarationSyntax part => model.GetDeclaredSymbol(part),
            IdentifierNameSyntax { IsVar: true } => null,
            _ => model.GetSymbolInfo(node) is var info ? info.Symbol ?? info.CandidateSymbols.FirstOrDefault() : null,
        };
        return symbol is INamespaceSymbol or ITypeParameterSymbol ? null : symbol;
    }

    /// <summary>
    /// Returns the file that declares a symbol; of a partial type's files the one named after it, or else the first.
    /// </summary>
    private static string? Home(ISymbol symbol)
    {
        var files = symbol.OriginalDefinition.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath);
        return files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == symbol.Name)
            ?? files.Order(StringComparer.Ordinal).FirstOrDefault()
            ?? (symbol.ContainingType is { } type ? Home(type) : null);
    }
}
