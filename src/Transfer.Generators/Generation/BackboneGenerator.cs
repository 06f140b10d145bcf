using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Transfer.Generators.Generation;

/// <summary>Writes <c>Backbone.MyNet()</c> and the layer names of modules that have <see cref="BackboneAttribute"/>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class BackboneGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads classes.</summary>
    internal const string Classes = nameof(Classes);

    /// <summary>The step that writes.</summary>
    internal const string Sources = nameof(Sources);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var sources = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                BackboneClass.Attribute,
                static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax,
                static (found, _) => BackboneClass.Read(
                    (INamedTypeSymbol)found.TargetSymbol,
                    found.Attributes[0],
                    found.SemanticModel.Compilation,
                    ((CSharpParseOptions)found.TargetNode.SyntaxTree.Options).LanguageVersion).Model)
            .Where(static model => model is not null)
            .WithTrackingName(Classes)
            .Select(static (model, _) => (model!.File, Text: BackboneSource.Of(model)))
            .WithTrackingName(Sources);
        context.RegisterSourceOutput(
            sources, static (output, source) => output.AddSource(source.File + ".Backbone.g.cs", source.Text));
    }
}
