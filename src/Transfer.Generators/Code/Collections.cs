using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Transfer.Generators.Code;

/// <summary>Arrays, lists and collection expressions that are written out.</summary>
internal static class Collections
{
    /// <summary>Returns the elements; null when the operation is no collection, or a part of it is not written out.</summary>
    public static IEnumerable<IOperation>? ElementsOf(IOperation operation) => operation switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        IObjectCreationOperation { Initializer: { } initializer, Arguments.Length: 0 } when IsList(operation.Type) =>
            Added(initializer),

        // The operation of a collection expression is not public in the oldest compiler that this runs in.
        { Syntax: CollectionExpressionSyntax collection } when collection.Elements.All(
            element => element is ExpressionElementSyntax) =>
            operation.ChildOperations,
        _ => null,
    };

    /// <summary>Returns the type of the elements, where an array of them can stand for the collection.</summary>
    public static ITypeSymbol? ElementTypeOf(IOperation collection) => TypeOf(collection) switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } type when type.TypeKind == TypeKind.Interface || IsList(type) =>
            type.TypeArguments[0],
        _ => null,
    };

    private static ITypeSymbol? TypeOf(IOperation collection) =>
        collection.Type ?? collection.SemanticModel?.GetTypeInfo(collection.Syntax).ConvertedType;

    private static bool IsList(ITypeSymbol? type) => type is INamedTypeSymbol
    {
        MetadataName: "List`1",
        ContainingNamespace: { Name: nameof(System.Collections.Generic), ContainingNamespace.Name: nameof(System.Collections) },
    };

    private static IEnumerable<IOperation>? Added(IObjectOrCollectionInitializerOperation initializer)
    {
        var added = initializer.Initializers
            .OfType<IInvocationOperation>()
            .Where(add => add.Arguments.Length == 1)
            .Select(add => add.Arguments[0].Value)
            .ToArray();
        return added.Length == initializer.Initializers.Length ? added : null;
    }
}
