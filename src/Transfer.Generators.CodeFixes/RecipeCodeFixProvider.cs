using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Transfer.Generators.Analyzers;

namespace Transfer.Generators.CodeFixes;

/// <summary>
/// Offers the changes of a recipe's text that the rules name, each alone or wherever the same rule reports one.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RecipeCodeFixProvider))]
[Shared]
public sealed class RecipeCodeFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Descriptors.Fixable.ToImmutableArray();

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            // Only what is left of a rule's changes has a number: the first that an editor shows is the first everywhere.
            var number = 0;
            foreach (var edit in Facts.EditsOf(diagnostic))
            {
                if (ChainEdits.Of(edit, root, text) is { } changes)
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(
                            edit.Title,
                            _ => Task.FromResult(context.Document.WithText(text.WithChanges(changes))),
                            $"{diagnostic.Id}.{edit.Kind}.{number++}"),
                        diagnostic);
                }
            }
        }
    }
}
