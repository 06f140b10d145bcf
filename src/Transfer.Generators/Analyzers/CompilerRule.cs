using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>
/// A rule that the compiler alone can hold: about a program's text, which a recipe that runs does not know, or about an attribute
/// of the generators.
/// </summary>
internal abstract class CompilerRule(string id, string title, Severity severity) : RuleMetadata(id, title, severity)
{
    /// <summary>Gets a value indicating whether the rule reports when the whole program has been read.</summary>
    public virtual bool IsAtEnd => false;
}

/// <summary>A rule of the compiler's.</summary>
/// <typeparam name="TAnalyzer">The analyzer that holds it.</typeparam>
internal abstract class CompilerRule<TAnalyzer>(string id, string title, Severity severity) : CompilerRule(id, title, severity)
    where TAnalyzer : DiagnosticAnalyzer;
