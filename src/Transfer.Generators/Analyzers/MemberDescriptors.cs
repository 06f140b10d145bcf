using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Transfer.Generators.Generation;

namespace Transfer.Generators.Analyzers;

/// <summary>The rules about <see cref="RecipeAttribute"/>, as the compiler wants them.</summary>
internal static class MemberDescriptors
{
    /// <summary>All of them.</summary>
    public static ImmutableDictionary<string, DiagnosticDescriptor> ById { get; } = new[]
    {
        Of(Misuses.NotPartial, "[Recipe] on a member that nothing can be added to", DiagnosticSeverity.Error),
        Of(Misuses.NotStatic, "[Recipe] on a member that is not static", DiagnosticSeverity.Error),
        Of(Misuses.WrongType, "[Recipe] on a member that gives no plan", DiagnosticSeverity.Error),
        Of(Misuses.Companion, "[Recipe] without a recipe", DiagnosticSeverity.Error),
        Of(Misuses.NotConstant, "Recipe that only the run can plan", DiagnosticSeverity.Info),
        Of(Misuses.SameName, "Two recipes of one name", DiagnosticSeverity.Warning, WellKnownDiagnosticTags.CompilationEnd),
    }.ToImmutableDictionary(descriptor => descriptor.Id);

    /// <summary>A rule about an attribute of the generators.</summary>
    public static DiagnosticDescriptor Of(string id, string title, DiagnosticSeverity severity, params string[] tags) => new(
        id,
        title,
        "{0}",
        "Transfer.Recipes",
        severity,
        isEnabledByDefault: true,
        helpLinkUri: Descriptors.Pages + id + ".md",
        customTags: tags);
}
