using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Generators.Code;

namespace Transfer.Generators.Chains;

/// <summary>Represents where a step of a recipe was written. Places are found on demand: few steps are mistakes.</summary>
internal sealed class Origin
{
    private readonly Frame frame;
    private readonly IOperation call;
    private readonly ImmutableArray<IArgumentOperation> arguments;

    public Origin(Frame frame, IOperation call, ImmutableArray<IArgumentOperation> arguments)
        : this(frame, call, arguments, null, [])
    {
    }

    private Origin(
        Frame frame, IOperation call, ImmutableArray<IArgumentOperation> arguments, Origin? source,
        IReadOnlyList<ISymbol> through)
    {
        this.frame = frame;
        this.call = call;
        this.arguments = arguments;
        Source = source;
        Through = through;
    }

    /// <summary>Gets the member that it is written in.</summary>
    public ISymbol Owner => frame.Owner;

    /// <summary>Gets the place of the step itself, when the call only brings it in from another member.</summary>
    public Origin? Source { get; }

    /// <summary>Gets the members that it came through, when it was brought in.</summary>
    public IReadOnlyList<ISymbol> Through { get; }

    /// <summary>Gets the place of the step itself.</summary>
    public Origin Written => Source ?? this;

    /// <summary>Gets the call's own name: <c>FreezeAll</c> in a chain over ten lines, not the ten lines.</summary>
    public Location Call => call.Syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
        InvocationExpressionSyntax { Expression: { } name } => name.GetLocation(),
        MemberAccessExpressionSyntax access => access.Name.GetLocation(),
        var syntax => syntax.GetLocation(),
    };

    /// <summary>Gets the call's layer arguments: its strings, in order; those of a params array stand one by one.</summary>
    public IReadOnlyList<Location> Layers =>
    [
        .. from argument in arguments.OrderBy(argument => argument.Parameter?.Ordinal)
           where argument.ArgumentKind != ArgumentKind.DefaultValue
           from value in Parts(argument.Value)
           select value.Syntax.GetLocation(),
    ];

    /// <summary>Returns the place of the step, or of one of its layer arguments.</summary>
    public Location At(int? argument) =>
        argument is { } index && Layers is { } layers && index < layers.Count ? layers[index] : Call;

    /// <summary>Returns the place of the argument that the language refuses, or the call.</summary>
    public Location Of(ArgumentException error) => arguments
        .Where(argument => argument.Parameter?.Name == error.ParamName && argument.ArgumentKind != ArgumentKind.DefaultValue)
        .SelectMany(argument => argument.Value.IsImplicit ? Parts(argument.Value) : [argument.Value])
        .Select(value => value.Syntax.GetLocation())
        .FirstOrDefault() ?? Call;

    /// <summary>Returns the step as seen from a member that brings it in by a call or a reference.</summary>
    public Origin BroughtInBy(Frame by, IOperation use, ISymbol from) =>
        new(by, use, ImmutableArray<IArgumentOperation>.Empty, Written, [.. Through, from]);

    private static IEnumerable<IOperation> Parts(IOperation value) =>
        Collections.ElementsOf(value is IConversionOperation { OperatorMethod: null } conversion ? conversion.Operand : value)
            ?? [value];
}
