using Microsoft.CodeAnalysis;

namespace Transfer.Architecture;

/// <summary>A name that isn't bound is an arrow that isn't seen.</summary>
public sealed class CompilationTests
{
    [Theory]
    [MemberData(nameof(SourceProject.Names), MemberType = typeof(SourceProject))]
    public void Every_name_of_a_project_is_bound(string name) =>
        Assert.Empty(SourceProject.Named(name).Compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic is { Severity: DiagnosticSeverity.Error, IsWarningAsError: false })
        .Select(diagnostic => diagnostic.ToString()));
}
