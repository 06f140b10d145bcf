using Transfer.Generators.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>All rules of the compiler's own. Their list is in the other part, written by tools/Transfer.Docs.</summary>
internal static partial class CompilerRules
{
    /// <summary>Gets the rules, by id.</summary>
    public static IReadOnlyList<CompilerRule> All { get; } = Written();
}
