using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Transfer.Architectures;

namespace Transfer.Generators.Chains;

/// <summary>
/// Finds, for a member of the Transfer.Dsl that a program references, the same member of the copy that is compiled into this
/// assembly. What the copy does not have, in name and parameter types, is unknown to the compiler.
/// </summary>
internal sealed class LinkedLanguage
{
    public const string AssemblyName = "Transfer.Dsl";

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Copy = typeof(Recipe).Assembly;

    private static readonly ConditionalWeakTable<Compilation, LinkedLanguage> OfCompilations = new();

    // Reflection makes new objects of all methods each time that it is asked.
    private static readonly ConcurrentDictionary<Type, ILookup<string, (MethodBase Method, Type[] Parameters)>> Members = new();

    private readonly ConcurrentDictionary<ISymbol, MethodBase?> methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Type?> types = new(SymbolEqualityComparer.Default);

    private LinkedLanguage()
    {
    }

    /// <summary>
    /// Returns the copy for the symbols of a compilation: analyzers and generators of one share what they found.
    /// </summary>
    public static LinkedLanguage Of(Compilation compilation) => OfCompilations.GetValue(compilation, _ => new LinkedLanguage());

    /// <summary>Gets the places where the calls inside phases are written.</summary>
    public PhaseCalls Phases { get; } = new();

    /// <summary>
    /// Gets the names of everything that gives a value of the language: code without any of them holds no recipe's end.
    /// </summary>
    public static HashSet<string> Names { get; } = new(
        (from type in Copy.GetExportedTypes()
         where type.Namespace == nameof(Transfer)
         from member in type.GetMembers(Declared)
         let result = (member as MethodInfo)?.ReturnType ?? (member as PropertyInfo)?.PropertyType
         where result?.Assembly == Copy
         select member.Name)
        .Concat(Zoo.Architectures.Select(architecture => architecture.Method)));

    /// <summary>Returns whether a symbol belongs to the language, by its assembly and namespace.</summary>
    public static bool Declares(ISymbol symbol)
    {
        if (symbol.ContainingAssembly?.Name != AssemblyName)
        {
            return false;
        }

        var space = symbol.ContainingNamespace;
        while (space?.ContainingNamespace is { IsGlobalNamespace: false } outer)
        {
            space = outer;
        }

        return space?.Name == nameof(Transfer);
    }

    /// <summary>
    /// Returns the architecture that a method of <c>Backbone</c> starts from, as <c>ResNet18()</c>: these methods are generated,
    /// so the copy has none. Null for all other methods.
    /// </summary>
    public static Architecture? ArchitectureOf(IMethodSymbol method) =>
        method is { IsStatic: true, Parameters.IsEmpty: true, ContainingType.Name: nameof(Backbone) } && Declares(method)
            ? Zoo.OfMethod(method.Name)
            : null;

    public static bool IsRecipe(ITypeSymbol? type) => type is { Name: nameof(Recipe) } && Declares(type);

    /// <summary>Returns the copy of a method, constructor or property getter; null when there is none.</summary>
    public MethodBase? Find(IMethodSymbol method) => methods.GetOrAdd(method, symbol => Resolve((IMethodSymbol)symbol));

    /// <summary>Returns the type that stands for a type of the program; null when there is none.</summary>
    public Type? Find(ITypeSymbol type) => types.GetOrAdd(type, symbol => Resolve((ITypeSymbol)symbol));

    private MethodBase? Resolve(IMethodSymbol method)
    {
        if (!Declares(method) || method.IsGenericMethod || Find(method.ContainingType) is not { } type)
        {
            return null;
        }

        var parameters = method.Parameters
            .Select(parameter => parameter.RefKind == RefKind.None ? Find(parameter.Type) : null)
            .ToArray();
        if (parameters.Contains(null))
        {
            return null;
        }

        return Members.GetOrAdd(type, MembersOf)[method.MetadataName]
            .FirstOrDefault(one => one.Parameters.SequenceEqual(parameters)).Method;
    }

    private static ILookup<string, (MethodBase Method, Type[] Parameters)> MembersOf(Type type) =>
        type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)).ToLookup(
            method => method.Name,
            method => (method, method.GetParameters().Select(parameter => parameter.ParameterType).ToArray()));

    private Type? Resolve(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            return Find(array.ElementType)?.MakeArrayType();
        }

        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        var open = Declares(type)
            ? Copy.GetType(MetadataName(named))
            : typeof(object).Assembly.GetType(MetadataName(named)) ?? typeof(Func<,>).Assembly.GetType(MetadataName(named));
        if (open is null || !named.IsGenericType)
        {
            return open;
        }

        var arguments = named.TypeArguments.Select(Find).ToArray();
        return arguments.Contains(null) || arguments.Length != open.GetGenericArguments().Length
            ? null
            : open.MakeGenericType(arguments!);
    }

    private static string MetadataName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? MetadataName(outer) + "+" + type.MetadataName
        : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName
        : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;
}
