using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Transfer.Architectures;

namespace Transfer.Generators.Layers;

/// <summary>
/// Writes what users see of the built-in architectures: the methods that start recipes, <c>Backbone.ResNet18()</c>, and the layer
/// names, <c>ResNet18Layers.Layer4</c>. It does so in the build of Transfer.Dsl alone, which asks for it by a property, so that
/// both ship documented in that assembly.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ArchitectureGenerator : IIncrementalGenerator
{
    private const string Property = "build_property.TransferArchitectures";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(
            context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
                options.GlobalOptions.TryGetValue(Property, out var value) && bool.TryParse(value, out var asked) && asked),
            static (output, asked) =>
            {
                if (!asked)
                {
                    return;
                }

                var described = new List<DescribedArchitecture>();
                foreach (var architecture in Zoo.Architectures)
                {
                    output.CancellationToken.ThrowIfCancellationRequested();
                    described.Add(DescribedArchitecture.Of(architecture));
                    output.AddSource(
                        LayerConstantsSource.ClassOf(architecture) + ".g.cs",
                        SourceText.From(LayerConstantsSource.Of(described[described.Count - 1]), Encoding.UTF8));
                }

                output.AddSource("Backbone.g.cs", SourceText.From(BackboneMethodsSource.Of(described), Encoding.UTF8));
            });
}
