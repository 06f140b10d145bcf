using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Generators.Chains;

namespace Transfer.Generators.Analyzers;

/// <summary>The rules that only a program's text can break: a recipe that runs does not know where its calls stand.</summary>
internal sealed class TextRules(Compilation compilation)
{
    /// <summary>Returns what is wrong in a piece of code.</summary>
    /// <param name="code">All of its operations.</param>
    /// <param name="frame">Whose it is.</param>
    /// <param name="model">Of its file.</param>
    /// <param name="cancellation">Ends the search.</param>
    public IEnumerable<Diagnostic> In(
        IReadOnlyList<IOperation> code, Frame frame, SemanticModel model, CancellationToken cancellation)
    {
        IInvocationOperation? seed = null;
        List<IInvocationOperation>? compiled = null;
        foreach (var operation in code)
        {
            switch (operation)
            {
                case IExpressionStatementOperation { Syntax: ExpressionStatementSyntax statement }
                    when DroppedResult.In(statement, model, cancellation) is { } dropped:
                    yield return dropped;
                    break;
                case IInvocationOperation { TargetMethod.Name: nameof(Recipe.Compile) } compile
                    when LinkedLanguage.IsRecipe(compile.Instance?.Type):
                    (compiled ??= []).Add(compile);
                    break;

                // Of several seeds, the first is reported.
                case IInvocationOperation call when seed is null && SeedBesideRecipe.IsSeed(call.TargetMethod):
                    seed = call;
                    break;
            }
        }

        foreach (var compile in compiled ?? [])
        {
            var found = CompiledInLoop.At(compile, model, cancellation)
                ?? (seed is null ? null : SeedBesideRecipe.At(compile, seed, frame, compilation));
            if (found is not null)
            {
                yield return found;
            }
        }
    }
}
