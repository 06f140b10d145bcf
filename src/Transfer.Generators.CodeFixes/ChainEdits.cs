using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Transfer.Generators.Analyzers;
using Transfer.Rules;

namespace Transfer.Generators.CodeFixes;

/// <summary>
/// Changes chains of calls in their text, so that all that is not changed, comments and line breaks among it, stays as it was
/// written.
/// </summary>
internal static class ChainEdits
{
    /// <summary>Returns the changes of a file; null where the text is not a chain that can be changed so.</summary>
    public static IReadOnlyList<TextChange>? Of(PlacedEdit edit, SyntaxNode root, SourceText text)
    {
        switch (edit.Kind)
        {
            case EditKind.Replace:
                return [new TextChange(edit.Place.SourceSpan, edit.Text)];
            case EditKind.Assign:
                return [new TextChange(new TextSpan(edit.Place.SourceSpan.Start, 0), edit.Text + " = ")];
            case EditKind.Insert when StartAt(root, edit.Place) is { } start:
                return start.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax }
                    && ChainCall.Of(start.Parent.Parent, text) is { } next
                    ? [next.Before(edit.Text)]
                    : [new TextChange(new TextSpan(start.Span.End, 0), ChainCall.Of(start, text)?.LineBreak + "." + edit.Text)];
            case EditKind.InsertBefore when CallAt(root, edit.Place, text) is { } call:
                return [call.Before(edit.Text)];
            case EditKind.Drop when CallAt(root, edit.Place, text) is { } call:
                return Without(call, text) is { } change ? [change] : null;
            case EditKind.Move when CallAt(root, edit.Place, text) is { } call && CallAt(root, edit.Other!, text) is { } other
                && call.Receiver.Span.Contains(other.Call.Span):
                return [other.Before(call.Text), call.Without()];
            default:
                return null;
        }
    }

    // Of r.FreezeAll(); and r = r.FreezeAll(); nothing is left.
    private static TextChange? Without(ChainCall call, SourceText text) => call.Call.Parent switch
    {
        ExpressionStatementSyntax statement =>
            call.Receiver is InvocationExpressionSyntax ? call.Without() : Without(statement, text),
        AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax whole } assignment when SyntaxFactory.AreEquivalent(
            assignment.Left, call.Receiver) =>
            Without(whole, text),
        _ => call.Without(),
    };

    private static TextChange? Without(ExpressionStatementSyntax statement, SourceText text)
    {
        if (statement.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax))
        {
            return null;
        }

        var first = text.Lines.GetLineFromPosition(statement.SpanStart);
        var last = text.Lines.GetLineFromPosition(statement.Span.End);
        var isAlone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, statement.SpanStart)))
            && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(statement.Span.End, last.End)));
        return new TextChange(
            isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : statement.Span, string.Empty);
    }

    private static ChainCall? CallAt(SyntaxNode root, Location name, SourceText text) => ChainCall.Of(StartAt(root, name), text);

    /// <summary>Returns the call of a name, or what a recipe begins with when that is no call.</summary>
    private static ExpressionSyntax? StartAt(SyntaxNode root, Location name)
    {
        var whole = root.FindNode(name.SourceSpan, getInnermostNodeForTie: true);
        if (whole is SimpleNameSyntax && whole.Parent is MemberAccessExpressionSyntax access && access.Name == whole)
        {
            whole = access;
        }

        return whole.Parent is InvocationExpressionSyntax call && call.Expression == whole ? call : whole as ExpressionSyntax;
    }
}
