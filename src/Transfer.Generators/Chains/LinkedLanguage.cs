using System.Buffers;
using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

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

    private readonly ConcurrentDictionary<ISymbol, MethodBase?> methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Type?> types = new(SymbolEqualityComparer.Default);

    // FNV-1a.
    private const uint Seed = 2166136261;

    private const int PieceLength = 4096;

    /// <summary>The names of everything that gives a value of the language: code without any of them holds no recipe's end.</summary>
    public static HashSet<string> Names { get; } = new(
        from type in Copy.GetExportedTypes()
        where type.Namespace == nameof(Transfer)
        from member in type.GetMembers(Declared)
        let result = (member as MethodInfo)?.ReturnType ?? (member as PropertyInfo)?.PropertyType
        where result?.Assembly == Copy
        select member.Name);

    private static HashSet<uint> Hashes { get; } = new(Names.Select(HashOf));

    /// <summary>
    /// Whether a part of a text may hold one of the <see cref="Names"/>: by the hashes of its words, which is many times faster than to walk
    /// its tree. It may err, but never misses one.
    /// </summary>
    public static bool IsMentionedIn(SourceText text, TextSpan span)
    {
        var piece = ArrayPool<char>.Shared.Rent(PieceLength);
        var (word, isWord, isEscape, isMentioned) = (Seed, false, false, false);
        for (var start = span.Start; start < span.End && !isMentioned; start += PieceLength)
        {
            var length = Math.Min(PieceLength, span.End - start);
            text.CopyTo(start, piece, 0, length);
            for (var i = 0; i < length && !isMentioned; i++)
            {
                var letter = piece[i];
                if (IsOfWord(letter))
                {
                    // An escape may spell any name.
                    isMentioned = isEscape && letter is 'u' or 'U';
                    (word, isWord) = (Hash(word, letter), true);
                }
                else
                {
                    isMentioned = isWord && Hashes.Contains(word);
                    (word, isWord) = (Seed, false);
                }

                isEscape = letter == '\\';
            }
        }

        ArrayPool<char>.Shared.Return(piece);
        return isMentioned || (isWord && Hashes.Contains(word));
    }

    private static bool IsOfWord(char letter) =>
        letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or > '\x7f';

    private static uint Hash(uint hash, char letter) => unchecked((hash ^ letter) * 16777619);

    private static uint HashOf(string name) => name.Aggregate(Seed, Hash);

    /// <summary>Whether a symbol belongs to the language, by its assembly and namespace.</summary>
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

    public static bool IsRecipe(ITypeSymbol? type) => type is { Name: nameof(Recipe) } && Declares(type);

    /// <summary>The copy of a method, constructor or property getter; null when there is none.</summary>
    public MethodBase? Find(IMethodSymbol method) => methods.GetOrAdd(method, symbol => Resolve((IMethodSymbol)symbol));

    /// <summary>The type that stands for a type of the program; null when there is none.</summary>
    public Type? Find(ITypeSymbol type) => types.GetOrAdd(type, symbol => Resolve((ITypeSymbol)symbol));

    private MethodBase? Resolve(IMethodSymbol method)
    {
        if (!Declares(method) || method.IsGenericMethod || Find(method.ContainingType) is not { } type)
        {
            return null;
        }

        var parameters = method.Parameters.Select(parameter => parameter.RefKind == RefKind.None ? Find(parameter.Type) : null).ToArray();
        if (parameters.Contains(null))
        {
            return null;
        }

        return method.MethodKind == MethodKind.Constructor
            ? type.GetConstructors(Declared).FirstOrDefault(candidate => Takes(candidate, parameters))
            : type.GetMethods(Declared).FirstOrDefault(candidate => candidate.Name == method.MetadataName && Takes(candidate, parameters));
    }

    private static bool Takes(MethodBase method, Type?[] parameters) =>
        method.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(parameters);

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
