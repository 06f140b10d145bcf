using Microsoft.CodeAnalysis;
using Transfer.Generators.Generation;

namespace Transfer.Generators.Benchmarks;

/// <summary>A generator that looks for the same attribute and does nothing with it: what any generator costs.</summary>
internal sealed class EmptyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName(RecipeMember.Attribute, static (_, _) => true, static (_, _) => 0),
        static (_, _) => { });
}
