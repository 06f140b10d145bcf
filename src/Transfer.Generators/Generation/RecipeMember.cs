using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Transfer.Architectures;
using Transfer.Common;
using Transfer.Generators.Chains;
using Transfer.Generators.Code;
using Transfer.Generators.Generation.Misuses;
using Transfer.Recipes;

namespace Transfer.Generators.Generation;

/// <summary>
/// Reads a member with <see cref="RecipeAttribute"/>: for the generator as data, for the analyzer what is wrong with it.
/// </summary>
internal sealed class RecipeMember
{
    public const string Attribute = "Transfer.RecipeAttribute";

    private static readonly SymbolDisplayFormat Escaped = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private RecipeMember(RecipeModel? model, Misuse? misuse)
    {
        Model = model;
        Misuse = misuse;
    }

    /// <summary>Gets the model that source is made of; null where none can be made.</summary>
    public RecipeModel? Model { get; }

    /// <summary>Gets what is wrong; null for nothing.</summary>
    public Misuse? Misuse { get; }

    /// <summary>Returns the recipe's name.</summary>
    public static string NameOf(ISymbol member, AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == nameof(RecipeAttribute.Name)).Value.Value as string
            ?? member.Name;

    public static RecipeMember Read(
        ISymbol member, MemberDeclarationSyntax syntax, AttributeData attribute, Compilation compilation)
    {
        if (MisuseOf(member, syntax) is { } misuse)
        {
            return new RecipeMember(null, misuse);
        }

        var wanted = attribute.ConstructorArguments is [{ Value: string given }] ? given : member.Name + nameof(Recipe);
        var named = member.ContainingType.GetMembers(wanted);
        if (named.FirstOrDefault(IsCompanion) is not { } companion)
        {
            return new RecipeMember(null, named.IsEmpty
                ? Misuse.Of(
                    NoCompanion.RuleId,
                    $"{member.ContainingType.Name} has no {wanted}",
                    $"add the recipe: static Recipe {wanted} => Backbone.…")
                : Misuse.Of(
                    NoCompanion.RuleId,
                    $"{wanted} can't be the recipe",
                    "it must be a static property, a static readonly field, or a static method without parameters, of type "
                    + "Recipe"));
        }

        var (recipe, variable) = Evaluate(companion, compilation);
        return new RecipeMember(
            ModelOf(member, syntax, attribute, companion, recipe),
            recipe is null ? Misuse.Of(NotConstant.RuleId, companion.Name, variable) : null);
    }

    private static Misuse? MisuseOf(ISymbol member, MemberDeclarationSyntax syntax)
    {
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return Misuse.Of(
                NotPartial.RuleId,
                $"{member.Name} is not partial, so its body can't be generated",
                "make it partial, without a body");
        }

        for (var type = member.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.DeclaringSyntaxReferences.Any(part =>
                part.GetSyntax() is TypeDeclarationSyntax declaration && !declaration.Modifiers.Any(SyntaxKind.PartialKeyword)))
            {
                return Misuse.Of(
                    NotPartial.RuleId,
                    $"{type.Name} is not partial, so {member.Name} can't be added to it",
                    "make it partial");
            }

            if (type.IsGenericType || type.IsFileLocal)
            {
                var what = type.IsGenericType ? "generic" : "file-local";
                return Misuse.Of(
                    NotPartial.RuleId, $"{type.Name} is {what}", $"put {member.Name} into a partial type that is not");
            }
        }

        return !member.IsStatic
                ? Misuse.Of(NotStatic.RuleId, member.Name)
            : !ReturnsPlan(member)
                ? Misuse.Of(NoPlan.RuleId, member.Name)
            : null;
    }

    private static bool ReturnsPlan(ISymbol member) => member switch
    {
        IPropertySymbol { SetMethod: null, IsIndexer: false, RefKind: RefKind.None } property => IsPlan(property.Type),
        IMethodSymbol { Parameters.Length: 0, IsGenericMethod: false, RefKind: RefKind.None } method => IsPlan(method.ReturnType),
        _ => false,
    };

    private static bool IsPlan(ITypeSymbol type) =>
        type is { Name: nameof(Plan), NullableAnnotation: not NullableAnnotation.Annotated } && LinkedLanguage.Declares(type);

    private static bool IsCompanion(ISymbol member) => member.IsStatic && member switch
    {
        IPropertySymbol { IsIndexer: false, GetMethod: not null } property => LinkedLanguage.IsRecipe(property.Type),
        IFieldSymbol { IsReadOnly: true } field => LinkedLanguage.IsRecipe(field.Type),
        IMethodSymbol { Parameters.Length: 0, IsGenericMethod: false } method => LinkedLanguage.IsRecipe(method.ReturnType),
        _ => false,
    };

    private static (Recipe? Recipe, string Variable) Evaluate(ISymbol companion, Compilation compilation)
    {
        if (MemberBodies.SyntaxOf(companion) is not { } text || MemberBodies.ModelOf(text, compilation) is not { } model)
        {
            return (null, "it is more than one expression; write it as one chain to have it planned here");
        }

        if (KnownRecipes.Find(text, model) is { } known)
        {
            return (known, string.Empty);
        }

        if (model.GetOperation(text) is not { } body)
        {
            return (null, "it is not an expression with a value");
        }

        var reader = new ChainReader(compilation, Frame.Of(companion, body));
        var value = reader.Read(body);
        if (value.IsUnknown || value.Options.Any(option => option is not TracedRecipe))
        {
            return (null, $"the compiler can't know what {Shortened(body.Syntax)} starts from");
        }

        if (value.Options is [TracedRecipe { Architecture.Factory: null } read]
            && Zoo.Find(read.Architecture.Name) is not null
            && !read.Steps.OfType<UnknownStep>().Any())
        {
            KnownRecipes.Add(text, body, read.Recipe);
        }

        return value.Options switch
        {
            [] => (null, "a call in it is refused, and throws when the program runs"),
            [TracedRecipe { Architecture: { Factory: null } } only] =>
                only.Steps.OfType<UnknownStep>().FirstOrDefault() is { } unknown
                ? (null, $"the arguments of {unknown.Method}(…) are not constant")
                : (Zoo.Find(only.Architecture.Name) is null ? null : only.Recipe, "its backbone is a custom module"),
            [_] => (null, "its backbone is a custom module"),
            _ => (null, "it depends on a condition"),
        };
    }

    private static string Shortened(SyntaxNode syntax)
    {
        while (syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            && access.Expression is InvocationExpressionSyntax inner)
        {
            syntax = inner;
        }

        return syntax.ToString();
    }

    private static RecipeModel ModelOf(
        ISymbol member, MemberDeclarationSyntax syntax, AttributeData attribute, ISymbol companion, Recipe? recipe)
    {
        var types = new List<string>();
        var isReachable = IsReachable(member) && IsReachable(companion);
        for (var type = member.ContainingType; type is not null; type = type.ContainingType)
        {
            types.Insert(
                0,
                $"partial {KindOf(type)} {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat).Split('.').Last()}");
            isReachable &= IsReachable(type);
        }

        var space = member.ContainingNamespace is { IsGlobalNamespace: false } named
            ? named.ToDisplayString(Escaped)
            : string.Empty;
        var name = syntax is MethodDeclarationSyntax method
            ? method.Identifier.Text + "()"
            : ((PropertyDeclarationSyntax)syntax).Identifier.Text;
        return new RecipeModel(
            space,
            types.ToEquatableList(),
            string.Join(" ", syntax.Modifiers.Select(modifier => modifier.Text)),
            name,
            member.ContainingType.ToDisplayString(Escaped).Replace("@", string.Empty) + "." + member.Name,
            SourceFile.NameOf(member),
            NameOf(member, attribute),
            WrittenSummary.Of(syntax),
            companion.Name + (companion is IMethodSymbol ? "()" : string.Empty),
            isReachable,
            recipe?.Architecture.Name,
            recipe?.Steps.ToEquatableList() ?? EquatableList<Step>.Empty);
    }

    private static bool IsReachable(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static string KindOf(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}
