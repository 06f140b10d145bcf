using Microsoft.CodeAnalysis;

namespace Transfer.Generators.Chains;

/// <summary>The code that is read: whose it is, how its variables flow, and what its parameters were given.</summary>
/// <param name="Member">
/// The member that the code belongs to: found when it is asked for, which few recipes without mistakes do.
/// </param>
/// <param name="Flow">Its variables.</param>
/// <param name="Arguments">Values of parameters, where the code is read for one call.</param>
/// <param name="Depth">How many members lie between this code and the one where reading began.</param>
internal sealed record Frame(Lazy<ISymbol> Member, Flow Flow, IReadOnlyDictionary<ISymbol, Value> Arguments, int Depth)
{
    /// <summary>Gets the arguments of code that is read on its own.</summary>
    public static IReadOnlyDictionary<ISymbol, Value> NoArguments { get; } =
        new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);

    /// <summary>Gets the member that the code belongs to.</summary>
    public ISymbol Owner => Member.Value;

    /// <summary>Returns the frame of code that is read for itself.</summary>
    public static Frame Of(Func<ISymbol> owner, IOperation code) => new(new(owner), Flow.Of(code), NoArguments, 0);

    /// <summary>Returns the frame of a member's code.</summary>
    public static Frame Of(ISymbol owner, IOperation code) => Of(() => owner, code);

    /// <summary>Returns the frame inside a lambda.</summary>
    public Frame With(ISymbol parameter, Value value)
    {
        var arguments = new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);
        foreach (var pair in Arguments)
        {
            arguments[pair.Key] = pair.Value;
        }

        arguments[parameter] = value;
        return this with { Arguments = arguments };
    }
}

/// <summary>A call that the language refuses, with the words of its exception.</summary>
/// <param name="Owner">The member that the call is written in.</param>
/// <param name="Place">The argument, or the call.</param>
/// <param name="Message">Why.</param>
internal sealed record Refusal(ISymbol Owner, Location Place, string Message);
