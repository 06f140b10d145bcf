using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Architectures;
using Transfer.Generators.Modules;

namespace Transfer.Generators.Chains;

/// <summary>
/// Evaluates the recipe language in a program's operation trees: each call is made on the copy of the language that is compiled
/// into this assembly, so that the compiler sees the very steps that the program will. What is not known makes a step, or
/// the whole recipe, unknown; it is never guessed.
/// </summary>
internal sealed class ChainReader(LinkedLanguage language, Compilation compilation, Frame frame)
{
    // Deep enough for helpers that call helpers; a member that refers to itself ends here.
    private const int MostMembers = 8;

    /// <summary>Calls that the language refuses, found on the way.</summary>
    public List<Refusal> Refusals { get; } = [];

    /// <summary>What an expression may give.</summary>
    public Value Read(IOperation? operation)
    {
        if (operation is null)
        {
            return Value.Unknown;
        }

        if (operation.ConstantValue.HasValue)
        {
            return Constant(operation);
        }

        return operation switch
        {
            IParenthesizedOperation parenthesized => Read(parenthesized.Operand),
            IConversionOperation conversion => ReadConversion(conversion),
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } creation => ReadLambda(function, creation.Type),
            IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } creation => ReadMethodGroup(method, creation),
            IInvocationOperation invocation => ReadInvocation(invocation),
            IPropertyReferenceOperation property => ReadMember(property, property.Property, property.Property.GetMethod),
            IFieldReferenceOperation field => ReadMember(field, field.Field, null),
            ILocalReferenceOperation or IParameterReferenceOperation => ReadVariable(operation),
            IConditionalOperation { WhenFalse: not null } choice => ReadChoice(choice),
            ISwitchExpressionOperation choice => choice.Arms.Aggregate(Value.Never, (value, arm) => Value.Either(value, Read(arm.Value))),
            ISimpleAssignmentOperation assignment => Read(assignment.Value),
            IObjectCreationOperation { Constructor: { } constructor, Initializer: null } creation =>
                Call(creation, constructor, Value.None, creation.Arguments),
            _ when Collections.ElementsOf(operation) is { } elements => ReadElements(operation, elements),
            IDefaultValueOperation { Type: { IsValueType: false } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } } => Value.None,
            IThrowOperation => Value.Never,
            _ => Value.Unknown,
        };
    }

    private Value Constant(IOperation operation)
    {
        var value = operation.ConstantValue.Value;
        if (operation.Type is { TypeKind: TypeKind.Enum } type)
        {
            return language.Find(type) is { IsEnum: true } copy ? Value.Of(Enum.ToObject(copy, value!)) : Value.Unknown;
        }

        return Value.Of(value);
    }

    private Value ReadConversion(IConversionOperation conversion) =>
        conversion.OperatorMethod is { } method ? Invoke(method, [Read(conversion.Operand)], results => results, _ => null)
        : conversion.Conversion.IsNumeric || Numbers.IsDouble(conversion.Type) ? Numbers.Convert(Read(conversion.Operand), conversion.Type)
        : Read(conversion.Operand);

    private Value ReadChoice(IConditionalOperation choice) =>
        choice.Condition.ConstantValue is { HasValue: true, Value: bool known }
            ? Read(known ? choice.WhenTrue : choice.WhenFalse)
            : Value.Either(Read(choice.WhenTrue), Read(choice.WhenFalse));

    private Value ReadVariable(IOperation reference)
    {
        var variable = Locals.Variable(reference)!;
        return frame.Arguments.TryGetValue(variable, out var argument)
            ? argument
            : frame.Flow.Before(reference, variable, this);
    }

    private Value ReadMember(IOperation reference, ISymbol member, IMethodSymbol? getter)
    {
        if (LinkedLanguage.Declares(member))
        {
            return getter is { IsStatic: true } ? Invoke(getter, [], results => results, _ => null) : Value.Unknown;
        }

        return member.IsStatic ? Follow(member, reference, NoArguments) : Value.Unknown;
    }

    private Value ReadInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (LinkedLanguage.Declares(method))
        {
            var receiver = method.IsStatic ? Value.None : Read(invocation.Instance);
            return Call(invocation, method, receiver, invocation.Arguments);
        }

        if (OwnBackbone.IsFrom(method))
        {
            return ReadOwn(invocation);
        }

        // A helper of the program's own: its body, with what it is given.
        if (!method.IsStatic && invocation.Instance is not (null or IInstanceReferenceOperation))
        {
            return Value.Unknown;
        }

        var arguments = new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is null or { RefKind: not RefKind.None })
            {
                return Value.Unknown;
            }

            arguments[argument.Parameter.OriginalDefinition] = Read(argument.Value);
        }

        return method.OriginalDefinition is { IsGenericMethod: false } definition
            ? Follow(definition.ReducedFrom ?? definition, invocation, arguments)
            : Value.Unknown;
    }

    /// <summary>A recipe over a module of the program's own.</summary>
    private Value ReadOwn(IInvocationOperation from)
    {
        var ordered = from.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).ToArray();
        if (Read(ordered[0].Value) is not { IsUnknown: false, Options: [string name] }
            || Read(ordered[2].Value) is not { IsUnknown: false, Options: [string head] })
        {
            return Value.Unknown;
        }

        try
        {
            OwnArchitecture.Check(name, head);
        }
        catch (ArgumentException error)
        {
            Refusals.Add(new Refusal(frame.Owner, Place(error, ordered) ?? NameOf(from), MessageOf(error)));
            return Value.Never;
        }

        return new OwnNetwork(name, head, OwnBackbone.Made(ordered[1].Value, frame.Arguments, compilation)).Architecture is { } architecture
            ? Value.Of(TracedRecipe.From(new Recipe(architecture, []), new Origin(frame.Owner, NameOf(from), [], null, [])))
            : Value.Unknown;
    }

    private Value Call(IOperation call, IMethodSymbol method, Value receiver, ImmutableArray<IArgumentOperation> arguments)
    {
        // Planning is what the rules do: it would end the chain with an exception.
        if (receiver.IsUnknown || method.Name == nameof(Recipe.Compile))
        {
            return Value.Unknown;
        }

        // A call that throws ends the run: what would be refused after it is never reached.
        if (receiver.Options.Count == 0 || !TryReadAll(arguments.Select(argument => argument.Value), out var read))
        {
            return Value.Never;
        }

        var ordered = arguments.OrderBy(argument => argument.Parameter?.Ordinal).ToArray();
        var values = ordered.Select(argument => read[arguments.IndexOf(argument)]).ToArray();
        var origin = new Origin(frame.Owner, NameOf(call), LayersOf(ordered), null, []);
        if (values.Any(value => value.IsUnknown) && LinkedLanguage.IsRecipe(method.ReturnType))
        {
            return receiver.Options is [TracedRecipe, ..]
                ? Value.Of(receiver.Options.Select(option => (object?)((TracedRecipe)option!).WithUnknown(method.Name, origin)).ToArray())
                : Value.Unknown;
        }

        return Value.Of(receiver.Options.SelectMany(option => Invoke(
            method,
            [Value.Of((option as TracedRecipe)?.Recipe ?? option), .. values],
            result => (result, option) switch
            {
                (Recipe longer, TracedRecipe traced) => traced.To(longer, origin),
                (Recipe start, _) => TracedRecipe.From(start, origin),
                _ => result,
            },
            error => Place(error, ordered) ?? NameOf(call)).OptionsOrUnknown).ToArray());
    }

    /// <summary>Reads operations in the order in which they run; none after one that always throws.</summary>
    private bool TryReadAll(IEnumerable<IOperation> operations, out List<Value> values)
    {
        values = [];
        foreach (var operation in operations)
        {
            var value = Read(operation);
            if (!value.IsUnknown && value.Options.Count == 0)
            {
                return false;
            }

            values.Add(value);
        }

        return true;
    }

    /// <summary>Makes the call on the linked copy, once for each combination of options; the first value is the receiver.</summary>
    private Value Invoke(IMethodSymbol method, Value[] values, Func<object?, object?> wrap, Func<ArgumentException, Location?> place)
    {
        if (values.Any(value => value.IsUnknown) || language.Find(method) is not { } target)
        {
            return Value.Unknown;
        }

        var hasReceiver = values.Length == method.Parameters.Length + 1;
        var results = new List<object?>();
        Refusal? refusal = null;
        foreach (var combination in Combinations(values))
        {
            try
            {
                var arguments = new object?[method.Parameters.Length];
                for (var i = 0; i < arguments.Length; i++)
                {
                    arguments[i] = Unwrapped(combination[hasReceiver ? i + 1 : i]);
                }

                results.Add(wrap(target is ConstructorInfo constructor
                    ? constructor.Invoke(arguments)
                    : target.Invoke(hasReceiver ? combination[0] : null, arguments)));
            }
            catch (TargetInvocationException thrown) when (thrown.InnerException is AbandonedException abandoned)
            {
                if (!abandoned.IsRefused)
                {
                    return Value.Unknown;
                }
            }
            catch (TargetInvocationException thrown) when (thrown.InnerException is ArgumentException error)
            {
                refusal ??= new Refusal(frame.Owner, place(error) ?? frame.Owner.Locations[0], MessageOf(error));
            }
            catch (Exception thrown) when (thrown is TargetInvocationException or ArgumentException or TargetException)
            {
                return Value.Unknown;
            }
        }

        // What only some paths run into is left to the run.
        if (refusal is not null && results.Count == 0)
        {
            Refusals.Add(refusal);
        }

        return Value.Of(results);
    }

    private static object? Unwrapped(object? option) => option is TracedRecipe traced ? traced.Recipe : option is Lambda lambda ? lambda.Delegate : option;

    // Nearly always there is one: the general way costs many times what the call does.
    private static IEnumerable<object?[]> Combinations(Value[] values) =>
        Array.TrueForAll(values, value => value.Options.Count == 1)
            ? [Array.ConvertAll(values, value => value.Options[0])]
            : values.Aggregate(
                (IEnumerable<object?[]>)[[]],
                (all, value) => all.SelectMany(combination => value.Options.Select(option => (object?[])[.. combination, option])));

    private Value ReadElements(IOperation collection, IEnumerable<IOperation> elements)
    {
        var element = Collections.ElementTypeOf(collection) is { } type ? language.Find(type) : null;
        if (!TryReadAll(elements, out var read))
        {
            return Value.Never;
        }

        if (element is null || read.Any(value => value.IsUnknown))
        {
            return Value.Unknown;
        }

        return Value.Of(Combinations(read.ToArray()).Select(combination =>
        {
            var copy = Array.CreateInstance(element, combination.Length);
            Array.Copy(combination.Select(Unwrapped).ToArray(), copy, combination.Length);
            return (object?)copy;
        }).ToArray());
    }

    private Value ReadLambda(IAnonymousFunctionOperation function, ITypeSymbol? delegateType) =>
        function.Symbol.Parameters is [var parameter] && function.Body.Operations is [IReturnOperation { ReturnedValue: { } body }]
            ? ReadFunction(delegateType, argument =>
            {
                var reader = new ChainReader(language, compilation, frame.With(parameter, Value.Of(argument)));
                var value = reader.Read(body);
                Refusals.AddRange(reader.Refusals);
                return value;
            })
            : Value.Unknown;

    private Value ReadMethodGroup(IMethodSymbol method, IDelegateCreationOperation creation) =>
        method is { IsStatic: true, IsGenericMethod: false, Parameters: [{ RefKind: RefKind.None } parameter] } && !LinkedLanguage.Declares(method)
            ? ReadFunction(creation.Type, argument => Follow(
                method.OriginalDefinition,
                creation,
                new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default) { [parameter.OriginalDefinition] = Value.Of(argument) }))
            : Value.Unknown;

    /// <summary>A delegate that the linked language can call.</summary>
    private Value ReadFunction(ITypeSymbol? delegateType, Func<object?, Value> read)
    {
        if (delegateType is null || language.Find(delegateType) is not { } type)
        {
            return Value.Unknown;
        }

        var run = LambdaBridge.Create(type, argument =>
        {
            var before = Refusals.Count;
            return read(argument) is { IsUnknown: false, Options: [var only] }
                ? only
                : throw new AbandonedException(isRefused: Refusals.Count > before);
        });
        return run is null ? Value.Unknown : Value.Of(new Lambda(run));
    }

    private static readonly IReadOnlyDictionary<ISymbol, Value> NoArguments =
        new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);

    private Value Follow(ISymbol member, IOperation use, IReadOnlyDictionary<ISymbol, Value> arguments)
    {
        if (frame.Depth >= MostMembers || MemberBodies.ValueOf(member, compilation) is not { } body)
        {
            return Value.Unknown;
        }

        var reader = new ChainReader(language, compilation, new Frame(member, Flow.Of(body), arguments, frame.Depth + 1));
        var value = reader.Read(body);
        Refusals.AddRange(reader.Refusals);
        return value.IsUnknown
            ? value
            : Value.Of(value.Options
                .Select(option => option is TracedRecipe recipe ? recipe.BroughtInBy(frame.Owner, NameOf(use), member) : option)
                .ToArray());
    }

    // The call's own name: `FreezeAll` in a chain over ten lines, not the ten lines.
    private static Location NameOf(IOperation operation) => operation.Syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.GetLocation(),
        InvocationExpressionSyntax { Expression: { } name } => name.GetLocation(),
        MemberAccessExpressionSyntax access => access.Name.GetLocation(),
        var syntax => syntax.GetLocation(),
    };

    // A step's layer arguments are its strings; those of a params array stand one by one.
    private static IReadOnlyList<Location> LayersOf(IEnumerable<IArgumentOperation> arguments) =>
    [
        .. from argument in arguments
           from value in Parts(argument.Value)
           where argument.ArgumentKind != ArgumentKind.DefaultValue
           select value.Syntax.GetLocation(),
    ];

    private static IEnumerable<IOperation> Parts(IOperation value) =>
        Collections.ElementsOf(value is IConversionOperation { OperatorMethod: null } conversion ? conversion.Operand : value)
            ?? Enumerable.Repeat(value, 1);

    private static Location? Place(ArgumentException error, IEnumerable<IArgumentOperation> arguments) =>
        arguments
            .Where(argument => argument.Parameter?.Name == error.ParamName && argument.ArgumentKind != ArgumentKind.DefaultValue)
            .SelectMany(argument => argument.Value.IsImplicit ? Parts(argument.Value) : Enumerable.Repeat(argument.Value, 1))
            .Select(value => value.Syntax.GetLocation())
            .FirstOrDefault();

    // .NET appends the parameter's name, in a way that differs between its versions.
    private static string MessageOf(ArgumentException error)
    {
        var end = error.ParamName is null ? -1 : error.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        end = end >= 0 || error.ParamName is null ? end : error.Message.LastIndexOf("\nParameter name:", StringComparison.Ordinal);
        return (end < 0 ? error.Message : error.Message.Substring(0, end)).Trim().TrimEnd('.');
    }

    private sealed record Lambda(Delegate Delegate);
}
