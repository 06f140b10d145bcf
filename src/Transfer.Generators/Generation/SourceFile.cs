using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Transfer.Generators.Generation;

/// <summary>Names the file that is generated for a member.</summary>
internal static class SourceFile
{
    /// <summary>
    /// Returns the member's full name. The compiler wants file names that differ in more than case, as some file systems do, so
    /// of names in one place that don't, all after the first are numbered: <c>Shop.Catalog.Flowers-2.g.cs</c>.
    /// </summary>
    public static string NameOf(ISymbol member)
    {
        var parts = new List<string>();
        for (
            var symbol =
                member; symbol is not null and not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
        {
            if (symbol.ContainingSymbol is INamespaceOrTypeSymbol holder)
            {
                parts.Insert(0, Numbered(symbol.Name, holder));
            }
        }

        return string.Join(".", parts) + ".g.cs";
    }

    private static string Numbered(string name, INamespaceOrTypeSymbol holder)
    {
        var before = holder.GetMembers()
            .Select(other => other.Name)
            .Where(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase))
            .Distinct()
            .Count(other => string.CompareOrdinal(other, name) < 0);
        return before == 0 ? name : name + "-" + (before + 1).ToString(CultureInfo.InvariantCulture);
    }
}
