using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Generators.Chains;
using Transfer.Generators.Code;

namespace Transfer.Generators.Modules;

/// <summary>
/// Reads from the source of a module's class what its constructor registers. Code that is not understood makes unknown what it
/// may have changed; nothing is guessed.
/// </summary>
internal sealed class ModuleReader(Compilation compilation)
{
    private const int MostDepth = 16;
    private const int MostModules = 4096;

    // Each new model binds again, and the constructor of a block runs for each block.
    private readonly Dictionary<SyntaxTree, SemanticModel?> models = [];

    private int modules;

    /// <summary>Returns the module that a constructor makes.</summary>
    /// <param name="constructor">The constructor, of a class of the program.</param>
    /// <param name="arguments">Its arguments, by the order of its parameters; <see cref="Unseen.Value"/> where not known.</param>
    public CustomLayer Read(IMethodSymbol constructor, IReadOnlyList<object?> arguments)
    {
        modules = 0;
        var made = Make(constructor, arguments, 0);
        return made.ToData([]) ?? CustomLayer.Unknown;
    }

    /// <summary>Returns the object that a constructor makes, before anything registers it.</summary>
    internal LayerState Make(IMethodSymbol constructor, IReadOnlyList<object?> arguments, int depth)
    {
        if (depth > MostDepth || ++modules > MostModules || constructor.ContainingType is not { } type || !ShowsAll(type))
        {
            Spoil(arguments);
            return LayerState.Unknown();
        }

        var made = new LayerState(type.Name, LayerKind.Own) { Type = type };
        Construct(made, type, constructor, arguments, depth);
        return made;
    }

    /// <summary>Returns what a field initializer or a constructor's code is, as an operation.</summary>
    private IOperation? OperationOf(SyntaxNode? syntax)
    {
        if (syntax is null)
        {
            return null;
        }

        if (!models.TryGetValue(syntax.SyntaxTree, out var model))
        {
            models[syntax.SyntaxTree] = model = MemberBodies.ModelOf(syntax, compilation);
        }

        return model?.GetOperation(syntax);
    }

    private void Construct(
        LayerState made, INamedTypeSymbol type, IMethodSymbol constructor, IReadOnlyList<object?> arguments, int depth)
    {
        var syntax = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        var code = new ConstructorCode(this, made, constructor, arguments, depth);
        var body = OperationOf(syntax as ConstructorDeclarationSyntax) as IConstructorBodyOperation;
        var initializer = (body?.Initializer as IExpressionStatementOperation)?.Operation as IInvocationOperation
            ?? body?.Initializer as IInvocationOperation;
        var isChained = syntax is ConstructorDeclarationSyntax
        { Initializer.RawKind: (int)SyntaxKind.ThisConstructorInitializer };
        if (!isChained)
        {
            foreach (var (member, value) in Initializers(type))
            {
                code.Assign(member, OperationOf(value));
            }
        }

        if (isChained || (type.BaseType is { } parent && !TorchLayers.IsBase(parent)))
        {
            var target = initializer?.TargetMethod ?? (isChained || syntax is TypeDeclarationSyntax
                ? null
                : type.BaseType!.InstanceConstructors.FirstOrDefault(one => one.Parameters.IsEmpty));
            var passed = code.Arguments(initializer?.Arguments ?? ImmutableArray<IArgumentOperation>.Empty);
            if (target is null || !ShowsAll(target.ContainingType))
            {
                Spoil(passed);
                made.Spoil();
                return;
            }

            Construct(made, target.ContainingType, target, passed, depth);
        }

        foreach (var block in new IOperation?[] { body?.BlockBody, body?.ExpressionBody })
        {
            code.Run(block);
        }
    }

    // What a constructor does with modules that it is given can't be seen.
    private static void Spoil(IReadOnlyList<object?> arguments)
    {
        foreach (var layer in arguments.OfType<LayerState>())
        {
            layer.Spoil();
        }
    }

    // A class of the program's own, all the way up to TorchSharp's, that leaves TorchSharp's ways of naming as they are.
    private static bool ShowsAll(INamedTypeSymbol type)
    {
        for (var part = type; !TorchLayers.IsBase(part); part = part.BaseType)
        {
            if (part.BaseType is null || part.DeclaringSyntaxReferences.IsEmpty
                || part.GetMembers().Any(member => member.IsOverride && IsNaming(member.Name)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNaming(string name) =>
        name is "RegisterComponents" or "state_dict" or "modules" or "children" or "parameters" or "buffers"
        || name.StartsWith("named_", StringComparison.Ordinal)
        || name.StartsWith("register_", StringComparison.Ordinal);

    /// <summary>Fields and automatic properties with what they begin with, in the order in which they run.</summary>
    private static IEnumerable<(ISymbol Member, SyntaxNode Value)> Initializers(INamedTypeSymbol type) =>
        from member in type.GetMembers()
        where !member.IsStatic && member is IFieldSymbol or IPropertySymbol
        let value = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            VariableDeclaratorSyntax { Initializer: { } initializer } => initializer.Value,
            PropertyDeclarationSyntax { Initializer: { } initializer } => initializer.Value,
            _ => null,
        }
        where value is not null
        select (member, (SyntaxNode)value);
}
