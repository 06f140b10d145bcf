using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Architectures;
using Transfer.Generators.Code;
using Transfer.Generators.Modules;

namespace Transfer.Generators.Chains;

/// <summary>
/// Evaluates the recipe language in a program's operation trees: each call is made on the copy of the language that is compiled
/// into this assembly, so that the compiler sees the very steps that the program will. What is not known makes a step, or
/// the whole recipe, unknown; it is never guessed.
/// </summary>
internal sealed class ChainReader(Compilation compilation, Frame frame)
{
    private readonly LinkedLanguage language = LinkedLanguage.Of(compilation);

    // Deep enough for helpers that call helpers; a member that refers to itself ends here.
    private const int MostMembers = 8;

    /// <summary>Gets the calls that the language refuses, found along the way.</summary>
    public List<Refusal> Refusals { get; } = [];

    /// <summary>Returns the values that an expression can have.</summary>
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
            IDelegateCreationOperation { Target: IAnonymousFunctionOperation function } creation =>
                ReadLambda(function, creation.Type),
            IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } creation =>
                ReadMethodGroup(method, creation),
            IInvocationOperation invocation => ReadInvocation(invocation),
            IPropertyReferenceOperation property => ReadMember(property, property.Property, property.Property.GetMethod),
            IFieldReferenceOperation field => ReadMember(field, field.Field, null),
            ILocalReferenceOperation or IParameterReferenceOperation => ReadVariable(operation),
            IConditionalOperation { WhenFalse: not null } choice => ReadChoice(choice),
            ISwitchExpressionOperation choice =>
                choice.Arms.Aggregate(Value.Never, (value, arm) => Value.Either(value, Read(arm.Value))),
            ISimpleAssignmentOperation assignment => Read(assignment.Value),
            IObjectCreationOperation { Constructor: { } constructor, Initializer: null } creation =>
                Call(creation, constructor, Value.None, creation.Arguments),
            _ when Collections.ElementsOf(operation) is { } elements => ReadElements(operation, elements),
            IDefaultValueOperation
            {
                Type: { IsValueType: false } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
            } => Value.None,
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
        conversion.OperatorMethod is { } method ? Invoke(method, null, [Read(conversion.Operand)], null)
        : conversion.Conversion.IsNumeric || Numbers.IsDouble(
            conversion.Type) ? Numbers.Convert(Read(conversion.Operand), conversion.Type)
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
            return getter is { IsStatic: true } ? Invoke(getter, null, [], null) : Value.Unknown;
        }

        return member.IsStatic ? Follow(member, reference, Frame.NoArguments) : Value.Unknown;
    }

    private Value ReadInvocation(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (LinkedLanguage.Declares(method))
        {
            var receiver = method.IsStatic ? Value.None : Read(invocation.Instance);
            return Call(invocation, method, receiver, invocation.Arguments);
        }

        if (CustomBackbone.IsFrom(method))
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

    /// <summary>Returns a recipe over a module of the program's own.</summary>
    private Value ReadOwn(IInvocationOperation from)
    {
        var ordered = from.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).ToArray();
        if (Read(ordered[0].Value) is not { IsUnknown: false, Options: [string name] }
            || Read(ordered[2].Value) is not { IsUnknown: false, Options: [string head] })
        {
            return Value.Unknown;
        }

        var origin = new Origin(frame, from, from.Arguments);
        try
        {
            CustomArchitecture.Check(name, head);
        }
        catch (ArgumentException error)
        {
            Refusals.Add(new Refusal(frame.Owner, origin.Of(error), MessageOf(error)));
            return Value.Never;
        }

        return new CustomNetwork(
            name, head, CustomBackbone.Made(ordered[1].Value, frame.Arguments, compilation)).Architecture is { } architecture
            ? Value.Of(TracedRecipe.From(new Recipe(architecture, []), origin))
            : Value.Unknown;
    }

    private Value Call(IOperation call, IMethodSymbol method, Value receiver, ImmutableArray<IArgumentOperation> arguments)
    {
        // Planning is what the rules do: it would end the chain with an exception.
        if (receiver.IsUnknown || method.Name == nameof(Recipe.Compile) || arguments.Length != method.Parameters.Length)
        {
            return Value.Unknown;
        }

        // A call that throws ends the run: what would be refused after it is never reached.
        if (receiver.Options.Count == 0 || ReadArguments(arguments) is not { } values)
        {
            return Value.Never;
        }

        var origin = new Origin(frame, call, arguments);
        return IsAnyUnknown(values) && LinkedLanguage.IsRecipe(method.ReturnType) ? WithUnknown(receiver, method, origin)
            : receiver.Options is [var only] ? Invoke(method, only, values, origin)
            : InvokeOnEach(receiver, method, values, origin);
    }

    private static Value WithUnknown(Value receiver, IMethodSymbol method, Origin origin) =>
        receiver.Options is [TracedRecipe, ..]
        ? Value.Of(receiver.Options.Select(option => (object?)((TracedRecipe)option!).WithUnknown(method.Name, origin)).ToArray())
        : Value.Unknown;

    private Value InvokeOnEach(Value receiver, IMethodSymbol method, Value[] values, Origin origin) =>
        Value.Of(receiver.Options.SelectMany(option => Invoke(method, option, values, origin).OptionsOrUnknown).ToArray());

    /// <summary>Reads arguments in the order in which they run, by parameter; null when one always throws.</summary>
    private Value[]? ReadArguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var values = arguments.IsEmpty ? [] : new Value[arguments.Length];
        foreach (var argument in arguments)
        {
            var value = Read(argument.Value);
            if (value.IsNever)
            {
                return null;
            }

            values[argument.Parameter!.Ordinal] = value;
        }

        return values;
    }

    private static bool IsAnyUnknown(Value[] values) => Array.Exists(values, value => value.IsUnknown);

    /// <summary>Makes the call on the linked copy, once for each combination of options.</summary>
    /// <param name="method">What is called.</param>
    /// <param name="receiver">What it is called on; null for none.</param>
    /// <param name="values">The arguments, by parameter.</param>
    /// <param name="origin">The call, for the step that it adds and what it refuses; null where none is written.</param>
    private Value Invoke(IMethodSymbol method, object? receiver, Value[] values, Origin? origin)
    {
        if (LinkedLanguage.ArchitectureOf(method) is { } architecture)
        {
            var start = new Recipe(architecture, []);
            return Value.Of(origin is null ? start : TracedRecipe.From(start, origin));
        }

        if (IsAnyUnknown(values) || language.Find(method) is not { } target)
        {
            return Value.Unknown;
        }

        Refusal? refusal = null;
        Value value;
        if (Array.TrueForAll(values, value => value.Options.Count == 1))
        {
            // Nearly always: the general way costs many times what the call does.
            value = Invoke(target, receiver, Array.ConvertAll(values, value => Unwrapped(value.Options[0])), origin, ref refusal);
        }
        else
        {
            var results = new List<object?>();
            foreach (var arguments in Combinations(values))
            {
                results.AddRange(Invoke(target, receiver, arguments, origin, ref refusal).OptionsOrUnknown);
            }

            value = Value.Of(results);
        }

        // What only some paths run into is left to the run.
        if (refusal is not null && value.IsNever)
        {
            Refusals.Add(refusal);
        }

        return value;
    }

    private Value Invoke(MethodBase target, object? receiver, object?[] arguments, Origin? origin, ref Refusal? refusal)
    {
        try
        {
            var result = target is ConstructorInfo constructor
                ? constructor.Invoke(arguments)
                : target.Invoke((receiver as TracedRecipe)?.Recipe ?? receiver, arguments);
            if (result is PhaseBuilder phase && receiver is PhaseBuilder shorter && origin is not null)
            {
                language.Phases.Note(phase, shorter, origin);
            }

            return Value.Of(result is Recipe recipe && origin is not null ? Traced(recipe, receiver, origin) : result);
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is AbandonedException abandoned)
        {
            return abandoned.IsRefused ? Value.Never : Value.Unknown;
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is ArgumentException error)
        {
            refusal ??= new Refusal(frame.Owner, origin?.Of(error) ?? frame.Owner.Locations[0], MessageOf(error));
            return Value.Never;
        }
        catch (Exception thrown) when (thrown is TargetInvocationException or ArgumentException or TargetException)
        {
            return Value.Unknown;
        }
    }

    private static TracedRecipe? Traced(Recipe recipe, object? receiver, Origin origin) =>
        receiver is TracedRecipe shorter ? shorter.To(recipe, origin) : TracedRecipe.From(recipe, origin);

    private static object? Unwrapped(object? option) => option switch
    {
        TracedRecipe traced => traced.Recipe,
        Lambda lambda => lambda.Delegate,
        _ => option,
    };

    private static IEnumerable<object?[]> Combinations(Value[] values) => values.Aggregate(
        (IEnumerable<object?[]>)[[]],
        (all, value) =>
            all.SelectMany(combination => value.Options.Select(option => (object?[])[.. combination, Unwrapped(option)])));

    private Value ReadElements(IOperation collection, IEnumerable<IOperation> elements)
    {
        var element = Collections.ElementTypeOf(collection) is { } type ? language.Find(type) : null;
        var read = new List<Value>();
        foreach (var written in elements)
        {
            var value = Read(written);
            if (value.IsNever)
            {
                return Value.Never;
            }

            read.Add(value);
        }

        if (element is null || read.Exists(value => value.IsUnknown))
        {
            return Value.Unknown;
        }

        return Value.Of(Combinations([.. read]).Select(combination =>
        {
            var copy = Array.CreateInstance(element, combination.Length);
            Array.Copy(combination, copy, combination.Length);
            return (object?)copy;
        }).ToArray());
    }

    private Value ReadLambda(IAnonymousFunctionOperation function, ITypeSymbol? delegateType) =>
        function.Symbol.Parameters is [var parameter]
            && function.Body.Operations is [IReturnOperation { ReturnedValue: { } body }]
            ? ReadFunction(delegateType, argument =>
            {
                var reader = new ChainReader(compilation, frame.With(parameter, Value.Of(argument)));
                var value = reader.Read(body);
                Refusals.AddRange(reader.Refusals);
                return value;
            })
            : Value.Unknown;

    private Value ReadMethodGroup(IMethodSymbol method, IDelegateCreationOperation creation) =>
        method is { IsStatic: true, IsGenericMethod: false, Parameters: [{ RefKind: RefKind.None } parameter] }
            && !LinkedLanguage.Declares(method)
            ? ReadFunction(creation.Type, argument => Follow(
                method.OriginalDefinition,
                creation,
                new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default)
                {
                    [parameter.OriginalDefinition] = Value.Of(argument),
                }))
            : Value.Unknown;

    /// <summary>Returns a delegate that the linked language can call.</summary>
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

    private Value Follow(ISymbol member, IOperation use, IReadOnlyDictionary<ISymbol, Value> arguments)
    {
        if (frame.Depth >= MostMembers || MemberBodies.ValueOf(member, compilation) is not { } body)
        {
            return Value.Unknown;
        }

        var reader = new ChainReader(compilation, Frame.Of(member, body) with { Arguments = arguments, Depth = frame.Depth + 1 });
        var value = reader.Read(body);
        Refusals.AddRange(reader.Refusals);
        return value.IsUnknown
            ? value
            : Value.Of(value.Options
                .Select(option => option is TracedRecipe recipe ? recipe.BroughtInBy(frame, use, member) : option)
                .ToArray());
    }

    // .NET appends the parameter's name, in a way that differs between its versions.
    private static string MessageOf(ArgumentException error)
    {
        var end = error.ParamName is null ? -1 : error.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        end = end >= 0 || error.ParamName is null
            ? end
            : error.Message.LastIndexOf("\nParameter name:", StringComparison.Ordinal);
        return (end < 0 ? error.Message : error.Message.Substring(0, end)).Trim().TrimEnd('.');
    }

    private sealed record Lambda(Delegate Delegate);
}
