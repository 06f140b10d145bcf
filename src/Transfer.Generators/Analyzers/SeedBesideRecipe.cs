using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Generators.Chains;
using Transfer.Generators.Rules;
using Transfer.Recipes;
using Transfer.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>
/// TRF020: a program seeds TorchSharp's global generator, as PyTorch programs do, and compiles a recipe that has no seed. A run
/// draws from the recipe's seed alone.
/// </summary>
[RuleDescription("""
    A member calls TorchSharp's `manual_seed(…)`, and compiles a recipe that has no `Seed(…)`.
    """)]
[RuleExample(
    wrong: """
        torch.manual_seed(42);
        var plan = Backbone.ResNet18().Pretrained().FreezeAll().Head(10)
            .Compile();       // TRF020: add Seed(42)
        """,
    right: """
        var plan = Backbone.ResNet18().Pretrained().FreezeAll().Head(10)
            .Seed(42)
            .Compile();
        """,
    corrected: """
        torch.manual_seed(42);
        var plan = Backbone.ResNet18().Pretrained().FreezeAll().Head(10)
            .Seed(42)
            .Compile();
        """)]
internal sealed class SeedBesideRecipe()
    : CompilerRule(RuleId, "Seed that does not affect the recipe", Severity.Warning, RuleSubject.Recipe)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "TRF020";

    /// <inheritdoc/>
    public override string MessageFormat =>
        "{0} does not affect this recipe: each of its runs draws from a new seed; add {1}";

    private const string Method = "manual_seed";

    /// <summary>Returns whether a method seeds TorchSharp's generator.</summary>
    public static bool IsSeed(IMethodSymbol method) => method.Name == Method
        && method.ContainingNamespace is { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true };

    public static Diagnostic? At(
        IInvocationOperation compile, IInvocationOperation seed, Frame frame, Compilation compilation)
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
            RuleId,
            place,
            [Method + arguments, added],
            IsInt(seed) ? [new PlacedEdit(EditKind.InsertBefore, place, null, added, $"Add {added}")] : []);
    }

    // A recipe's seed is an int; torch's is a long.
    private static bool IsInt(IInvocationOperation seed) => seed.Arguments is [{ Value: var value }]
        && value.Syntax.Parent is ArgumentSyntax { NameColon: null }
        && (value is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : value)
            .Type?.SpecialType == SpecialType.System_Int32;

    private static bool HasNoSeed(object? option) =>
        option is TracedRecipe recipe && !recipe.Steps.Any(step => step.Definition.Kind == Steps.Seed.Kind);
}
