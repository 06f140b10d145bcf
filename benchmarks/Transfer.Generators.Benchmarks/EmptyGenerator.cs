using Microsoft.CodeAnalysis;

namespace Transfer.Generators.Benchmarks;

/// <summary>A generator that looks for an attribute and does nothing with it: what any generator costs.</summary>
internal sealed class EmptyGenerator(string attribute) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName(attribute, static (_, _) => true, static (_, _) => 0),
        static (_, _) => { });
}
