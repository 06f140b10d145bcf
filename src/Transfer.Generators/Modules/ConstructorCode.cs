using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Common;
using Transfer.Generators.Chains;
using Transfer.Generators.Code;

namespace Transfer.Generators.Modules;

/// <summary>Runs the code of one constructor, statement by statement, as far as it is understood.</summary>
internal sealed class ConstructorCode
{
    private readonly ModuleReader reader;
    private readonly LayerState made;
    private readonly int depth;
    private readonly Dictionary<ISymbol, object?> variables = new(SymbolEqualityComparer.Default);
    private bool hasEnded;

    public ConstructorCode(
        ModuleReader reader, LayerState made, IMethodSymbol constructor, IReadOnlyList<object?> arguments, int depth)
    {
        this.reader = reader;
        this.made = made;
        this.depth = depth;
        foreach (var parameter in constructor.OriginalDefinition.Parameters)
        {
            variables[parameter] = parameter.Ordinal < arguments.Count ? arguments[parameter.Ordinal] : Unseen.Value;
        }
    }

    /// <summary>Returns the values of a call's arguments, in the order of its parameters.</summary>
    public IReadOnlyList<object?> Arguments(ImmutableArray<IArgumentOperation> arguments)
    {
        var values = arguments.Select(argument => (argument.Parameter?.Ordinal, Value: ValueOf(argument.Value))).ToArray();
        return [.. values.OrderBy(pair => pair.Ordinal).Select(pair => pair.Value)];
    }

    /// <summary>Gives a field or automatic property a value.</summary>
    public void Assign(ISymbol member, IOperation? value)
    {
        if (value is not null && FieldOf(member) is { } field)
        {
            made.Fields[field] = ValueOf(value);
        }
    }

    /// <summary>Runs statements.</summary>
    public void Run(IOperation? statement)
    {
        if (hasEnded)
        {
            return;
        }

        switch (statement)
        {
            case null or IEmptyOperation or ILocalFunctionOperation:
                break;
            case IBlockOperation block:
                foreach (var inner in block.Operations)
                {
                    Run(inner);
                }

                break;
            case IExpressionStatementOperation { Operation: var operation }:
                _ = ValueOf(operation);
                break;
            case IVariableDeclarationGroupOperation { Declarations: var declarations }:
                foreach (var declarator in declarations.SelectMany(declaration => declaration.Declarators))
                {
                    variables[declarator.Symbol] =
                        declarator.Initializer is { } initializer ? ValueOf(initializer.Value) : Unseen.Value;
                }

                break;
            case IConditionalOperation condition when ValueOf(condition.Condition) is bool known:
                Run(known ? condition.WhenTrue : condition.WhenFalse);
                break;
            case IForEachLoopOperation loop when OnlyFills(loop):
                break;
            case IReturnOperation { ReturnedValue: null }:
                hasEnded = true;
                break;
            default:
                GiveUp(statement);
                break;
        }
    }

    private object? ValueOf(IOperation operation) => operation switch
    {
        { ConstantValue: { HasValue: true, Value: var value } } => value,
        IParenthesizedOperation { Operand: var operand } => ValueOf(operand),
        IConversionOperation { OperatorMethod: null, Operand: var operand } => ValueOf(operand),
        IDefaultValueOperation
        {
            Type: { IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }
        } => null,
        ILocalReferenceOperation { Local: var local } => variables.TryGetValue(local, out var value) ? value : Unseen.Value,
        IParameterReferenceOperation { Parameter: var parameter } =>
            variables.TryGetValue(parameter, out var value) ? value : Unseen.Value,
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } => ValueOf(field),
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: var property }
            when FieldOf(property) is { } field => ValueOf(field),
        ISimpleAssignmentOperation { IsRef: false } assignment => Assign(assignment),
        IConditionalOperation { WhenFalse: { } whenFalse } choice => ValueOf(choice.Condition) is bool known
            ? ValueOf(known ? choice.WhenTrue : whenFalse)
            : GiveUp(choice),
        IBinaryOperation { OperatorMethod: null } binary =>
            Calculated(binary.OperatorKind, ValueOf(binary.LeftOperand), ValueOf(binary.RightOperand)),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null, Operand: var operand } =>
            ValueOf(operand) is bool flag ? !flag : Unseen.Value,
        ITupleOperation { Elements: var elements } => elements.Select(ValueOf).ToArray(),
        IObjectCreationOperation { Initializer: null, Constructor: { } constructor } creation => Created(creation, constructor),
        IInvocationOperation call => Called(call),
        _ when Collections.ElementsOf(operation) is { } elements => elements.Select(ValueOf).ToArray(),
        _ => GiveUp(operation),
    };

    private object? ValueOf(IFieldSymbol field) =>
        made.Fields.TryGetValue(field.OriginalDefinition, out var value) ? value
        : made is { IsComplete: false } || field.Type.IsValueType ? Unseen.Value
        : null;

    private object? Assign(ISimpleAssignmentOperation assignment)
    {
        var value = ValueOf(assignment.Value);
        switch (assignment.Target)
        {
            case IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field }:
                made.Fields[field.OriginalDefinition] = value;
                break;
            case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: var property }
                when FieldOf(property) is { } field:
                made.Fields[field] = value;
                break;
            case ILocalReferenceOperation { Local: var local }:
                variables[local] = value;
                break;
            case IParameterReferenceOperation { Parameter: var parameter }:
                variables[parameter] = value;
                break;
            case IDiscardOperation:
                break;
            default:
                (value as LayerState)?.Spoil();
                return GiveUp(assignment.Target);
        }

        return value;
    }

    private object? Created(IObjectCreationOperation creation, IMethodSymbol constructor)
    {
        if (!TorchLayers.IsModule(creation.Type))
        {
            return creation.Type?.Name == "Parameter" && TorchLayers.IsTensor(creation.Type)
                ? new TensorState((ValueOf(creation.Arguments[0].Value) as TensorState)?.Shape, IsParameter: true)
                : GiveUp(creation);
        }

        return creation.Type!.Name == "ModuleList" && TorchLayers.Declares(creation.Type) ? List(creation.Arguments)
            : TorchLayers.Declares(creation.Type) ? GiveUp(creation)
            : reader.Make(constructor, Arguments(creation.Arguments), depth + 1);
    }

    private object? Called(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (TorchLayers.IsFill(method))
        {
            return Unseen.Value;
        }

        if (call.Instance is IInstanceReferenceOperation && TorchLayers.Declares(method))
        {
            return Registered(call) ? null : GiveUp(call);
        }

        if (method.Name is "append" or "Add" && TorchLayers.Declares(method) && call.Instance is { } instance
            && ValueOf(instance) is LayerState parent)
        {
            return Appended(parent, call) ? parent : GiveUp(call);
        }

        if (!TorchLayers.IsFactory(method))
        {
            return (object?)TorchLayers.Tensor(method, LengthsOf(call)) ?? GiveUp(call);
        }

        return method.Name switch
        {
            "Sequential" => Sequential(call),
            "ModuleList" => List(call.Arguments),
            "Parameter" => new TensorState((ValueOf(call.Arguments[0].Value) as TensorState)?.Shape, IsParameter: true),
            _ => TorchLayers.Make(
                method,
                name => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == name) is { } argument
                    ? ValueOf(argument.Value)
                    : Unseen.Value),
        };
    }

    /// <summary>Handles what is called on the module itself; returns false where it is not known what it does.</summary>
    private bool Registered(IInvocationOperation call)
    {
        var values = Arguments(call.Arguments);
        switch (call.TargetMethod.Name, values)
        {
            case ("RegisterComponents", _):
                Registration.OfComponents(made);
                return true;
            case ("register_module" or "add_module", [string name, LayerState layer]):
                Registration.OfModule(made, name, layer);
                return true;
            case ("register_module" or "add_module", [string name, Unseen]):
                Registration.OfModule(made, name, LayerState.Unknown());
                return true;
            case ("register_parameter", [string name, TensorState tensor]):
                Registration.OfTensor(made, name, tensor with { IsParameter = true });
                return true;
            case ("register_buffer", [string name, TensorState tensor, true]):
                Registration.OfTensor(made, name, tensor with { IsParameter = false });
                return true;
            default:
                return false;
        }
    }

    private bool Appended(LayerState parent, IInvocationOperation call)
    {
        switch (parent.Kind, Arguments(call.Arguments))
        {
            case (LayerKind.Sequential, [LayerState layer]):
                parent.Children.Add((Literal.Number(parent.Children.Count), layer));
                return true;
            case (LayerKind.Sequential, [string name, LayerState layer]):
                parent.Children.Add((name, layer));
                return true;
            case (LayerKind.List, [LayerState layer]):
                parent.Items.Add(layer);
                return true;
            case (LayerKind.List, [object?[] layers]) when layers.All(layer => layer is LayerState):
                parent.Items.AddRange(layers.Cast<LayerState>());
                return true;
            default:
                return false;
        }
    }

    private object? Sequential(IInvocationOperation call)
    {
        var made = new LayerState("Sequential", LayerKind.Sequential);
        var modules = call.Arguments.Length == 0 ? [] : ValueOf(call.Arguments[0].Value) as object?[];
        if (modules is null)
        {
            made.IsComplete = false;
            return made;
        }

        foreach (var module in modules)
        {
            var (name, layer) = module is object?[] { Length: 2 } pair
                ? (pair[0] as string, pair[1])
                : (Literal.Number(made.Children.Count), module);
            if (name is null || name.IndexOf('.') >= 0 || made.Children.Any(child => child.Name == name))
            {
                made.Spoil();
                return made;
            }

            made.Children.Add((name, layer as LayerState ?? LayerState.Unknown()));
        }

        return made;
    }

    private object? List(ImmutableArray<IArgumentOperation> arguments)
    {
        var list = new LayerState("ModuleList", LayerKind.List);
        var modules = arguments.Length == 1 ? ValueOf(arguments[0].Value) as object?[] : null;
        list.IsComplete = modules is not null;
        list.Items.AddRange((modules ?? []).Select(module => module as LayerState ?? LayerState.Unknown()));
        return list;
    }

    // A call as zeros(3, 4): numbers, or one array of them, and nothing else that is given.
    private IReadOnlyList<object?> LengthsOf(IInvocationOperation call)
    {
        var lengths = new List<object?>();
        foreach (var argument in call.Arguments.Where(argument => argument.ArgumentKind != ArgumentKind.DefaultValue))
        {
            if (ValueOf(argument.Value) is object?[] several)
            {
                lengths.AddRange(several);
            }
            else
            {
                lengths.Add(argument.Parameter?.Type.SpecialType is SpecialType.System_Int64 or SpecialType.System_Int32
                    ? ValueOf(argument.Value)
                    : Unseen.Value);
            }
        }

        return lengths;
    }

    private static object? Calculated(BinaryOperatorKind kind, object? left, object? right)
    {
        if (TorchLayers.ToLong(left) is not { } one || TorchLayers.ToLong(right) is not { } other)
        {
            return Unseen.Value;
        }

        return kind switch
        {
            BinaryOperatorKind.Add => one + other,
            BinaryOperatorKind.Subtract => one - other,
            BinaryOperatorKind.Multiply => one * other,
            BinaryOperatorKind.Divide when other != 0 => one / other,
            BinaryOperatorKind.Equals => one == other,
            BinaryOperatorKind.NotEquals => one != other,
            BinaryOperatorKind.LessThan => one < other,
            BinaryOperatorKind.LessThanOrEqual => one <= other,
            BinaryOperatorKind.GreaterThan => one > other,
            BinaryOperatorKind.GreaterThanOrEqual => one >= other,
            _ => Unseen.Value,
        };
    }

    /// <summary>Returns the field behind a field or an automatic property of the module.</summary>
    private static IFieldSymbol? FieldOf(ISymbol member) => member.OriginalDefinition switch
    {
        IFieldSymbol field => field,
        IPropertySymbol property => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)),
        _ => null,
    };

    /// <summary>Code that is not understood: whatever it touches may be anything from here on.</summary>
    private Unseen GiveUp(IOperation code)
    {
        foreach (var operation in code.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IReturnOperation when !IsInFunction(operation, code):
                case IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke or MethodKind.LocalFunction }:
                case IInstanceReferenceOperation when IsPassedOn(operation):
                    SpoilAll();
                    break;
                case IInvocationOperation { Instance: IInstanceReferenceOperation }:
                    made.IsComplete = false;
                    break;
                case IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field }
                    when FieldOf(field) is { } own:
                    made.Fields[own] = Spoiled(ValueOf(own), operation);
                    break;
                case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: var property }
                    when FieldOf(property) is { } own:
                    made.Fields[own] = Spoiled(ValueOf(own), operation);
                    break;
                case ILocalReferenceOperation or IParameterReferenceOperation when Locals.Variable(operation) is { } variable:
                    variables[variable] = Spoiled(
                        variables.TryGetValue(variable, out var value) ? value : Unseen.Value, operation);
                    break;
            }
        }

        return Unseen.Value;
    }

    // foreach (var module in modules()) { if (module is Conv2d conv) { nn.init.ones_(conv.weight); } }
    private static bool OnlyFills(IForEachLoopOperation loop) =>
        loop.Collection.DescendantsAndSelf().OfType<IInvocationOperation>().All(call => TorchLayers.Declares(call.TargetMethod))
        && loop.Body.DescendantsAndSelf().All(operation => operation switch
        {
            IInvocationOperation call => TorchLayers.IsFill(call.TargetMethod),
            IAssignmentOperation or IReturnOperation or IAnonymousFunctionOperation or IDynamicInvocationOperation => false,
            _ => true,
        });

    // What is only read keeps its place, as a module that may have changed inside.
    private static object? Spoiled(object? value, IOperation reference)
    {
        (value as LayerState)?.Spoil();
        foreach (var layer in (value as object?[] ?? []).OfType<LayerState>())
        {
            layer.Spoil();
        }

        var isWritten = reference.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == reference,
            IArgumentOperation argument => argument.Parameter is not { RefKind: RefKind.None },
            IIncrementOrDecrementOperation or ITupleOperation => true,
            _ => false,
        };
        return isWritten ? Unseen.Value : value;
    }

    // Only its own fields and properties, and what can but register, leave the rest of a module as it is.
    private static bool IsPassedOn(IOperation self) => self.Parent switch
    {
        IFieldReferenceOperation => false,
        IPropertyReferenceOperation { Property: var property } => FieldOf(property) is null,
        IInvocationOperation { TargetMethod: var method } call when call.Instance == self =>
            !TorchLayers.Declares(method)
            || method.Name is not ("register_module" or "add_module" or "register_parameter" or "register_buffer"),
        _ => true,
    };

    private static bool IsInFunction(IOperation operation, IOperation code)
    {
        for (var outer = operation.Parent; outer is not null && outer != code; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return code is IAnonymousFunctionOperation;
    }

    private void SpoilAll()
    {
        foreach (var layer in variables.Values.OfType<LayerState>())
        {
            layer.Spoil();
        }

        made.Spoil();
    }
}
