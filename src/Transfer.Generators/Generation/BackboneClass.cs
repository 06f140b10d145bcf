using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Transfer.Architectures;
using Transfer.Common;
using Transfer.Generators.Chains;
using Transfer.Generators.Generation.Misuses;
using Transfer.Generators.Modules;

namespace Transfer.Generators.Generation;

/// <summary>
/// Reads a class with <see cref="BackboneAttribute"/>: for the generator as data, for the analyzer what is wrong with it.
/// </summary>
internal sealed class BackboneClass
{
    public const string Attribute = "Transfer.BackboneAttribute";

    // The compiler that this is built against does not know C# 14 by name.
    private const int ExtensionMembers = 1400;

    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier)
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut);

    private BackboneClass(BackboneModel? model, Misuse? misuse)
    {
        Model = model;
        Misuse = misuse;
    }

    /// <summary>Gets the model that source is made of; null where none can be made.</summary>
    public BackboneModel? Model { get; }

    /// <summary>Gets what is wrong; null for nothing.</summary>
    public Misuse? Misuse { get; }

    public static BackboneClass Read(
        INamedTypeSymbol type, AttributeData attribute, Compilation compilation, LanguageVersion version)
    {
        var makers = type.InstanceConstructors.Where(constructor => IsMaker(constructor, type)).ToArray();
        var name = Given(attribute, nameof(BackboneAttribute.Name)) ?? type.Name.ToLowerInvariant();
        var head = Given(attribute, nameof(BackboneAttribute.Head));
        if ((MisuseOfClass(type, makers) ?? MisuseOfName(type, name)) is { } misuse)
        {
            return new BackboneClass(null, misuse);
        }

        var trees = makers
            .Select(maker => new ModuleReader(compilation).Read(maker, [.. maker.Parameters.Select(_ => (object?)Unseen.Value)]))
            .ToArray();
        if (trees.All(tree => tree.HasAllNames && !CustomConstants.MayHaveParameters(tree)))
        {
            return new BackboneClass(null, Misuse.Of(NothingRegistered.RuleId, type.Name));
        }

        var problems = trees.Select(tree => ProblemOf(type, tree, head)).ToArray();
        if (problems.All(problem => problem is not null))
        {
            return new BackboneClass(null, problems[0]);
        }

        return new BackboneClass(ModelOf(type, name, head!, makers, trees, compilation, version), null);
    }

    private static Misuse? MisuseOfClass(INamedTypeSymbol type, IMethodSymbol[] makers)
    {
        if (!IsFromTensorToTensor(type))
        {
            return Misuse.Of(NoModule.RuleId, type.Name);
        }

        for (var part = type; part is not null; part = part.ContainingType)
        {
            var problem = part.IsGenericType
                    ? "generic, and a recipe's network has no type arguments"
                : part.IsFileLocal ? "file-local"
                : !IsReachable(part.DeclaredAccessibility) ? "private to the class around it"
                : null;
            if (problem is not null)
            {
                return Misuse.Of(
                    NotMakeable.RuleId,
                    $"{part.Name} is {problem}",
                    part.IsGenericType ? "derive a class that gives them" : "make it internal");
            }
        }

        return type.IsAbstract ? Misuse.Of(
                NotMakeable.RuleId,
                $"{type.Name} is abstract, so recipes can't create an instance",
                "put [Backbone] on the classes that derive from it")
            : makers.Length == 0 ? Misuse.Of(
                NotMakeable.RuleId,
                $"{type.Name} has no constructor that generated code can call",
                "give it one that is public or internal, with neither ref parameters nor required members to set")
            : null;
    }

    private static Misuse? MisuseOfName(INamedTypeSymbol type, string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return Misuse.Of(
                TakenName.RuleId,
                $"the name of {type.Name} is empty",
                $"leave Name out, for {Literal.Text(type.Name.ToLowerInvariant())}, or write one");
        }

        if (Zoo.Find(name) is not null)
        {
            return Misuse.Of(
                TakenName.RuleId,
                $"{Literal.Text(name)} is the name of a built-in backbone",
                $"give {type.Name} another name, [Backbone(Name = \"…\")]");
        }

        return typeof(Backbone).GetMember(type.Name).Length > 0 || type.Name == "Graph" || Zoo.OfMethod(type.Name) is not null
            ? Misuse.Of(
                TakenName.RuleId, $"Backbone.{type.Name} is built in, and would be taken instead", "give the class another name")
            : null;
    }

    /// <summary>Returns why a path is certainly not that of a head; null where it is, or may be.</summary>
    private static Misuse? ProblemOf(INamedTypeSymbol type, CustomLayer tree, string? head)
    {
        var linear = tree.Walk().Where(found => found.Layer.IsLinear).Select(found => found.Name).ToArray();
        var possible = linear.Length > 0 ? $"its Linear modules are {Literal.Texts(linear)}" : "give it a Linear";
        if (string.IsNullOrWhiteSpace(head))
        {
            var last = linear.Length > 0 ? Literal.Text(linear[linear.Length - 1]) : "\"…\"";
            return Misuse.Of(
                NoHead.RuleId, $"{type.Name} has no head", $"name the last layer of its classifier, [Backbone(Head = {last})]");
        }

        var layer = tree;
        foreach (var segment in head!.Split('.'))
        {
            if (layer.Children.FirstOrDefault(child => child.Name == segment)?.Layer is not { } inner)
            {
                var nearest = NearestNames.Of(head, tree.Walk().Select(found => found.Name).Where(name => name.Length > 0));
                return !layer.IsComplete ? null : Misuse.Of(
                    NoHead.RuleId,
                    $"{type.Name} has no module {Literal.Text(head)} to be its head",
                    nearest.Count > 0 ? $"the nearest are {Literal.Texts(nearest)}" : possible);
            }

            layer = inner;
        }

        return layer.IsComplete && !layer.IsLinear
            ? Misuse.Of(
                NoHead.RuleId,
                $"the head {Literal.Text(head)} of {type.Name} is a {layer.Class}, but a head must be a Linear",
                possible)
            : null;
    }

    private static BackboneModel ModelOf(
        INamedTypeSymbol type,
        string name,
        string head,
        IMethodSymbol[] makers,
        CustomLayer[] trees,
        Compilation compilation,
        LanguageVersion version)
    {
        var types = new List<INamedTypeSymbol>();
        for (var part = type; part is not null; part = part.ContainingType)
        {
            types.Insert(0, part);
        }

        var stem = string.Concat(types.Select(part => part.Name));
        var space = type.ContainingNamespace is { IsGlobalNamespace: false } named ? named.ToDisplayString(Full) : string.Empty;
        var isPublic = types.All(part => part.DeclaredAccessibility == Accessibility.Public);
        var hasRuntime = compilation.GetTypeByMetadataName(CustomBackbone.Extensions) is not null;
        return new BackboneModel(
            FileOf(type),
            space.Replace("global::", string.Empty),
            type.ToDisplayString(Full),
            Identifier(type.Name),
            stem,
            isPublic,
            name,
            head,
            (hasRuntime ? makers : []).Select(maker => ConstructorOf(maker, isPublic)).ToEquatableList(),
            CustomConstants.Of(trees, stem + "Layers"),
            trees.All(tree => tree.HasAllShapes) && trees.Select(CustomConstants.Elements).Distinct().Count() == 1
                ? CustomConstants.Elements(trees[0])
                : null,
            trees.All(tree => tree.HasAllNames),
            (int)version >= ExtensionMembers);
    }

    private static BackboneConstructor ConstructorOf(IMethodSymbol maker, bool isPublic) => new(
        isPublic && maker.DeclaredAccessibility == Accessibility.Public,
        string.Join(", ", maker.Parameters.Select(parameter => parameter.ToDisplayString(Full))),
        string.Join(", ", maker.Parameters.Select(parameter => Identifier(parameter.Name))));

    // File names that differ in case alone are one.
    private static string FileOf(INamedTypeSymbol type)
    {
        var siblings = ((INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace).GetTypeMembers()
            .Select(sibling => sibling.Name)
            .Distinct()
            .Where(sibling => string.Equals(sibling, type.Name, StringComparison.OrdinalIgnoreCase))
            .OrderBy(sibling => sibling, StringComparer.Ordinal)
            .ToList();
        var place = siblings.IndexOf(type.Name);
        return type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).Replace("@", string.Empty)
            + (place > 0 ? "-" + Literal.Number(place + 1) : string.Empty);
    }

    private static bool IsMaker(IMethodSymbol constructor, INamedTypeSymbol type) =>
        IsReachable(constructor.DeclaredAccessibility)
        && constructor.Parameters.All(parameter =>
            parameter.RefKind == RefKind.None && parameter.Type is { IsRefLikeType: false, TypeKind: not TypeKind.Pointer })
        && !HasRequired(type);

    private static bool HasRequired(INamedTypeSymbol? type) => type is not null
        && (type.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            || HasRequired(type.BaseType));

    private static bool IsReachable(Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static bool IsFromTensorToTensor(INamedTypeSymbol type)
    {
        for (var part = type.BaseType; part is not null; part = part.BaseType)
        {
            if (TorchLayers.IsBase(part) && part.TypeArguments.Length > 0)
            {
                return part.TypeArguments.Length == 2
                    && part.TypeArguments.All(argument => argument.Name == "Tensor" && TorchLayers.IsTensor(argument));
            }
        }

        return false;
    }

    private static string? Given(AttributeData attribute, string property) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == property).Value.Value as string;

    private static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
