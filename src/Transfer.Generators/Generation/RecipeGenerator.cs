using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Transfer.Graphs;

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
        // Reading is done after every edit, and binds the chains that it has not seen; all that follows is done when one has changed.
        var sources = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                RecipeMember.Attribute,
                static (node, _) => node is MethodDeclarationSyntax or PropertyDeclarationSyntax,
                static (found, _) => RecipeMember.Read(
                    found.TargetSymbol, (MemberDeclarationSyntax)found.TargetNode, found.Attributes[0], found.SemanticModel.Compilation).Model)
            .Where(static model => model is not null)
            .WithTrackingName(Members)
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
        context.RegisterSourceOutput(registry, static (output, pair) =>
        {
            if (pair.Left.Count > 0)
            {
                output.AddSource(pair.Right.Class + ".g.cs", RegistrySource.Of(pair.Left, pair.Right));
            }
        });
    }
}
