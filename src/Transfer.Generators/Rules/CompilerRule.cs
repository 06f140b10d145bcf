using Transfer.Rules;

namespace Transfer.Generators.Rules;

/// <summary>
/// A rule that the compiler alone can check: about a program's text, which a recipe that runs does not know, or about an
/// attribute of the generators.
/// </summary>
internal abstract class CompilerRule(string id, string title, Severity severity, RuleSubject subject)
    : RuleMetadata(id, title, severity)
{
    /// <summary>What it is about.</summary>
    public RuleSubject Subject => subject;

    /// <summary>Whether it reports when all of a program has been read.</summary>
    public virtual bool IsAtEnd => false;
}
