using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Generators.Chains;
using Transfer.Planning;
using Transfer.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>
/// TRF020: a program seeds TorchSharp's global generator, as PyTorch programs do, and compiles a recipe that has no seed. A run
/// draws from the recipe's seed alone.
/// </summary>
internal sealed class SeedBesideRecipe
{
    private const string Method = "manual_seed";

    private readonly LinkedLanguage language = new();

    public Diagnostic? At(InvocationExpressionSyntax compile, SyntaxNode code, SemanticModel model, CancellationToken cancellation)
    {
        // Of several seeds the first speaks.
        if (compile.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: nameof(Recipe.Compile) } access
            || code.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(IsSeed) is not { } seed
            || !IsOfTorch(model.GetSymbolInfo(seed, cancellation).Symbol)
            || model.GetOperation(code, cancellation) is not { } operation
            || MemberBodies.OwnerOf(code, model) is not { } owner
            || operation.Descendants().FirstOrDefault(descendant => descendant.Syntax == compile) is not IInvocationOperation call
            || !LinkedLanguage.IsRecipe(call.Instance?.Type))
        {
            return null;
        }

        var reader = new ChainReader(language, model.Compilation, Frame.Of(owner, Flow.Of(operation)));
        if (reader.Read(call.Instance) is not { IsUnknown: false, Options.Count: > 0 } value || !value.Options.All(HasNoSeed))
        {
            return null;
        }

        var place = access.Name.GetLocation();
        var added = nameof(Recipe.Seed) + seed.ArgumentList;
        return Facts.Of(
            Descriptors.SeedBesideRecipe,
            place,
            $"{Method}{seed.ArgumentList} does not reach this recipe: its runs draw from a seed of their own, a new one each; "
                + $"add {added}",
            IsInt(seed, model) ? [new PlacedEdit(EditKind.InsertBefore, place, null, added, $"Add {added}")] : []);
    }

    private static bool IsSeed(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == Method,
        IdentifierNameSyntax name => name.Identifier.ValueText == Method,
        _ => false,
    };

    // A recipe's seed is an int; torch's is a long.
    private static bool IsInt(InvocationExpressionSyntax seed, SemanticModel model) =>
        seed.ArgumentList.Arguments is [{ NameColon: null, Expression: var value }]
        && model.GetTypeInfo(value).Type?.SpecialType == SpecialType.System_Int32;

    private static bool IsOfTorch(ISymbol? method) => method?.ContainingNamespace is { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true };

    private static bool HasNoSeed(object? option) =>
        option is TracedRecipe recipe && !recipe.Steps.Any(step => StepKinds.Of(step) == nameof(Recipe.Seed));
}
