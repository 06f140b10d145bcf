using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Transfer.Common;

namespace Transfer.Generators.Generation;

/// <summary>Plans the recipes that members with <see cref="RecipeAttribute"/> name, and writes the plans as code.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RecipeGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads members.</summary>
    internal const string Members = nameof(Members);

    /// <summary>The step that plans and writes.</summary>
    internal const string Sources = nameof(Sources);

    /// <summary>The step that finds a place for the registry.</summary>
    internal const string Place = nameof(Place);

    /// <summary>The step that lists all recipes.</summary>
    internal const string Registry = nameof(Registry);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Reading is done after every edit, and binds the chains that it has not seen; all that follows is done when one has
        // changed.
        var members = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                RecipeMember.Attribute,
                static (node, _) => node is MethodDeclarationSyntax or PropertyDeclarationSyntax,
                static (found, _) => RecipeMember.Read(
                    found.TargetSymbol, (MemberDeclarationSyntax)found.TargetNode, found.Attributes[0],
                    found.SemanticModel.Compilation).Model)
            .WithTrackingName(Members);
        var sources = members
            .Where(static model => model is not null)
            .Select(static (model, _) => PlanSource.Of(model!))
            .WithTrackingName(Sources);
        context.RegisterSourceOutput(sources, static (output, source) => output.AddSource(source.File, source.Text));

        var place = context.CompilationProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => RegistrySource.PlaceIn(pair.Left, pair.Right.GlobalOptions))
            .WithTrackingName(Place);
        var registry = sources.Collect()
            .Select(static (all, _) => all.Select(source => source.Entry).OfType<RegistryLine>().ToEquatableList())
            .Combine(place)
            .WithTrackingName(Registry);

        // Without entries too: a mistake in the one recipe of a program must not take away the namespace that its files are
        // using, as the compiler then reports nothing about the mistake.
        var isAsked = members.Collect().Select(static (all, _) => !all.IsEmpty);
        context.RegisterSourceOutput(registry.Combine(isAsked), static (output, pair) =>
        {
            var ((lines, place), isAsked) = pair;
            if (isAsked)
            {
                output.AddSource(place.Class + ".g.cs", RegistrySource.Of(lines, place));
            }
        });
    }
}
