using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Transfer.Generators.CodeFixes;

/// <summary>
/// A call in a chain: <c>.Head(10)</c>, with the line break, indent and comments between it and what it is called on.
/// </summary>
internal sealed class ChainCall
{
    private readonly string lead;
    private readonly SourceText source;
    private readonly int dot;

    private ChainCall(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access, SourceText source)
    {
        Call = call;
        Receiver = access.Expression;
        dot = access.OperatorToken.SpanStart;
        this.source = source;
        lead = source.ToString(TextSpan.FromBounds(Receiver.Span.End, dot));
    }

    public InvocationExpressionSyntax Call { get; }

    /// <summary>Gets the expression that the method is called on.</summary>
    public ExpressionSyntax Receiver { get; }

    /// <summary>Gets the call without its dot: <c>Head(10)</c>.</summary>
    public string Text => source.ToString(TextSpan.FromBounds(dot + 1, Call.Span.End)).TrimStart();

    /// <summary>Gets the line break and indent before the dot; empty when it is on its receiver's line.</summary>
    public string LineBreak => lead.LastIndexOf('\n') is >= 0 and var last
        ? NewLine + lead.Substring(last + 1)
        : string.Empty;

    private string NewLine => lead.Contains("\r\n") ? "\r\n" : "\n";

    public static ChainCall? Of(SyntaxNode? node, SourceText source) =>
        node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
            ? new ChainCall(call, access, source)
            : null;

    /// <summary>
    /// Returns the change that inserts another call before this one; a comment at the end of the receiver's line stays there.
    /// </summary>
    public TextChange Before(string call)
    {
        var end = lead.IndexOf('\n');
        end = end > 0 && lead[end - 1] == '\r' ? end - 1 : end;
        return new TextChange(new TextSpan(Receiver.Span.End + Math.Max(end, 0), 0), LineBreak + "." + call);
    }

    /// <summary>Returns the chain without this call; comments before it stay.</summary>
    public TextChange Without()
    {
        var start = Receiver.Span.End;
        if (!string.IsNullOrWhiteSpace(lead))
        {
            // A semicolon must not end up in the comment that stays.
            var rest = source.ToString(TextSpan.FromBounds(Call.Span.End, source.Lines.GetLineFromPosition(Call.Span.End).End))
                .TrimStart();
            var line = lead.LastIndexOf('\n');
            line = line > 0 && lead[line - 1] == '\r' ? line - 1 : line;
            start = line < 0 || !(rest.Length == 0 || rest.StartsWith("//", StringComparison.Ordinal)) ? dot : start + line;
        }

        return new TextChange(TextSpan.FromBounds(start, Call.Span.End), string.Empty);
    }
}
