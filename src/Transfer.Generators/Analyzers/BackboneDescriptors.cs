using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Transfer.Generators.Generation;

namespace Transfer.Generators.Analyzers;

/// <summary>The rules about <see cref="BackboneAttribute"/>, as the compiler wants them.</summary>
internal static class BackboneDescriptors
{
    /// <summary>All of them.</summary>
    public static ImmutableDictionary<string, DiagnosticDescriptor> ById { get; } = new[]
    {
        MemberDescriptors.Of(BackboneMisuses.WrongType, "[Backbone] on a class that is no module", DiagnosticSeverity.Error),
        MemberDescriptors.Of(
            BackboneMisuses.NotMakeable, "[Backbone] on a class that recipes can't make", DiagnosticSeverity.Error),
        MemberDescriptors.Of(BackboneMisuses.Head, "[Backbone] without a head", DiagnosticSeverity.Error),
        MemberDescriptors.Of(BackboneMisuses.Name, "[Backbone] of a name that is not free", DiagnosticSeverity.Error),
        MemberDescriptors.Of(
            BackboneMisuses.SameName, "Two backbones of one name", DiagnosticSeverity.Warning, WellKnownDiagnosticTags.CompilationEnd),
        MemberDescriptors.Of(
            BackboneMisuses.NothingRegistered, "[Backbone] on a module that registers nothing", DiagnosticSeverity.Error),
    }.ToImmutableDictionary(descriptor => descriptor.Id);
}
