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
internal sealed class SeedBesideRecipe(Compilation compilation)
{
    private const string Method = "manual_seed";

    /// <summary>Whether a method seeds TorchSharp's generator.</summary>
    public static bool IsSeed(IMethodSymbol method) => method.Name == Method
        && method.ContainingNamespace is { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true };

    public Diagnostic? At(IInvocationOperation compile, IInvocationOperation seed, Frame frame)
    {
        if (compile.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            || seed.Syntax is not InvocationExpressionSyntax { ArgumentList: var arguments }
            || new ChainReader(compilation, frame).Read(compile.Instance) is not { IsUnknown: false, Options.Count: > 0 } value
            || !value.Options.All(HasNoSeed))
        {
            return null;
        }

        var place = access.Name.GetLocation();
        var added = nameof(Recipe.Seed) + arguments;
        return Facts.Of(
            Descriptors.SeedBesideRecipe,
            place,
            $"{Method}{arguments} does not reach this recipe: its runs draw from a seed of their own, a new one each; add {added}",
            IsInt(seed) ? [new PlacedEdit(EditKind.InsertBefore, place, null, added, $"Add {added}")] : []);
    }

    // A recipe's seed is an int; torch's is a long.
    private static bool IsInt(IInvocationOperation seed) => seed.Arguments is [{ Value: var value }]
        && value.Syntax.Parent is ArgumentSyntax { NameColon: null }
        && (value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : value).Type?.SpecialType == SpecialType.System_Int32;

    private static bool HasNoSeed(object? option) =>
        option is TracedRecipe recipe && !recipe.Steps.Any(step => StepKinds.Of(step) == nameof(Recipe.Seed));
}
