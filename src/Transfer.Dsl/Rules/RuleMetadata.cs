using System.Diagnostics;

namespace Transfer.Rules;

/// <summary>
/// Represents a rule: its id, which also names its page in docs/rules, the mistake in a few words, and its severity.
/// <see cref="RuleDescriptionAttribute"/> and <see cref="RuleExampleAttribute"/> add description and examples.
/// </summary>
internal abstract class RuleMetadata(string id, string title, Severity severity)
{
    /// <summary>Gets the id, such as TRF001.</summary>
    public string Id => id;

    /// <summary>Gets the mistake in a few words.</summary>
    public string Title => title;

    /// <summary>Gets the severity of the rule.</summary>
    public Severity Severity => severity;

    /// <summary>
    /// Gets the format of the rule's messages; for the finding of a recipe, what is wrong and what to do are filled in.
    /// </summary>
    public virtual string MessageFormat => "{0}; {1}";
}

/// <summary>
/// Specifies what a rule finds, in a paragraph: the first of its page, and the compiler's description of the rule.
/// </summary>
/// <param name="text">The paragraph in Markdown; line breaks count as spaces.</param>
[Conditional(InCompiler)]
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RuleDescriptionAttribute(string text) : Attribute
{
    /// <summary>
    /// Defined where the compiler, the pages and the tests need the strings; other assemblies have none of them.
    /// </summary>
    internal const string InCompiler = "TRANSFER_COMPILER";

    /// <summary>Gets the paragraph, in one line.</summary>
    public string Text { get; } = string.Join(" ", text.Split('\n').Select(line => line.Trim()));
}

/// <summary>
/// A program that breaks a rule, and one that does not; a recipe without its <c>Compile()</c>, statements, or members. They are
/// on the rule's page, and the tests of analyzer, fixes, suppression and <c>Compile()</c> are made of them.
/// </summary>
/// <param name="wrong">
/// The program that breaks the rule. A comment <c>// TRF001: …</c> ends the line of the diagnostic; the rest of the
/// message must be in the message.
/// </param>
/// <param name="right">A program without the mistake; by default the corrected one.</param>
/// <param name="corrected">What the first code fix makes of the wrong program; null where there is none.</param>
[Conditional(RuleDescriptionAttribute.InCompiler)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class RuleExampleAttribute(string wrong, string? right = null, string? corrected = null) : Attribute
{
    /// <summary>Gets the program that breaks the rule.</summary>
    public string Wrong => wrong;

    /// <summary>Gets a program without the mistake.</summary>
    public string Right { get; } = right
        ?? corrected
        ?? throw new ArgumentException("A right program is missing.", nameof(right));

    /// <summary>Gets the program that the first code fix makes of the wrong one.</summary>
    public string? Corrected => corrected;
}
