using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Generators.Chains;
using Transfer.Planning;

namespace Transfer.Generators.Analyzers;

/// <summary>
/// TRF020: a program seeds TorchSharp's global generator, as PyTorch programs do, and compiles a recipe that has no seed. A run
/// draws from the recipe's seed alone.
/// </summary>
internal sealed class SeedBesideRecipe
{
    private const string Method = "manual_seed";

    private readonly LinkedLanguage language = new();

    public void Check(SyntaxNodeAnalysisContext context)
    {
        var seed = (InvocationExpressionSyntax)context.Node;
        if (!IsSeed(seed) || !IsOfTorch(context.SemanticModel.GetSymbolInfo(seed, context.CancellationToken).Symbol))
        {
            return;
        }

        // Of several calls the first speaks.
        var code = MemberBodies.CodeOf(seed.SyntaxTree.GetRoot(context.CancellationToken)).LastOrDefault(piece => piece.Span.Contains(seed.Span));
        if (code is null
            || code.DescendantNodes().OfType<InvocationExpressionSyntax>().First(IsSeed) != seed
            || context.SemanticModel.GetOperation(code, context.CancellationToken) is not { } operation
            || MemberBodies.OwnerOf(code, context.SemanticModel) is not { } owner)
        {
            return;
        }

        var flow = Flow.Of(operation);
        foreach (var compile in operation.Descendants().OfType<IInvocationOperation>().Where(IsCompile))
        {
            var reader = new ChainReader(language, context.Compilation, Frame.Of(owner, flow));
            if (reader.Read(compile.Instance) is { IsUnknown: false, Options.Count: > 0 } value && value.Options.All(HasNoSeed))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.SeedBesideRecipe,
                    compile.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
                        ? access.Name.GetLocation()
                        : compile.Syntax.GetLocation(),
                    $"{Method}{seed.ArgumentList} does not reach this recipe: its runs draw from a seed of their own, a new one each; "
                        + $"add Seed{seed.ArgumentList}"));
            }
        }
    }

    private static bool IsSeed(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == Method,
        IdentifierNameSyntax name => name.Identifier.ValueText == Method,
        _ => false,
    };

    private static bool IsOfTorch(ISymbol? method) => method?.ContainingNamespace is { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true };

    private static bool IsCompile(IInvocationOperation call) =>
        call.TargetMethod.Name == nameof(Recipe.Compile) && LinkedLanguage.IsRecipe(call.Instance?.Type);

    private static bool HasNoSeed(object? option) =>
        option is TracedRecipe recipe && !recipe.Steps.Any(step => StepKinds.Of(step) == nameof(Recipe.Seed));
}
