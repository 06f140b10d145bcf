using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Generators.Chains;
using Transfer.Generators.Modules;

namespace Transfer.Generators.Chains;

/// <summary>Reads <c>Backbone.From("mynet", () => new MyNet(…), head: "fc")</c>.</summary>
internal static class CustomBackbone
{
    /// <summary>The class that <c>From</c> is an extension in.</summary>
    public const string Extensions = "Transfer.BackboneExtensions";

    /// <summary>Returns whether a method is <c>Backbone.From</c>.</summary>
    public static bool IsFrom(IMethodSymbol method) =>
        method is { Name: "From", IsStatic: true, Parameters.Length: 3, ContainingAssembly.Name: "Transfer.Runtime" }
        && LinkedLanguage.IsRecipe(method.ReturnType);

    /// <summary>Returns the module that the factory makes; of nothing known where its code does not show which.</summary>
    /// <param name="factory">The argument.</param>
    /// <param name="values">Values of parameters of the method around it.</param>
    /// <param name="compilation">The program.</param>
    public static CustomLayer Made(IOperation factory, IReadOnlyDictionary<ISymbol, Value> values, Compilation compilation)
    {
        while (factory is IConversionOperation { OperatorMethod: null } conversion)
        {
            factory = conversion.Operand;
        }

        return factory is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
            && lambda.Body.Operations is [IReturnOperation returned]
            && returned.ReturnedValue is { } made
            && Unconverted(made) is IObjectCreationOperation { Initializer: null, Constructor: { } constructor } creation
            ? new ModuleReader(compilation).Read(
                constructor,
                [
                    .. creation.Arguments
                        .OrderBy(argument => argument.Parameter?.Ordinal)
                        .Select(argument => ValueOf(argument.Value, values))])
            : CustomLayer.Unknown;
    }

    // A lambda runs later: only what can't change until then is known.
    private static object? ValueOf(IOperation argument, IReadOnlyDictionary<ISymbol, Value> values) =>
        Unconverted(argument) switch
    {
        { ConstantValue: { HasValue: true, Value: var value } } => value,
        IParameterReferenceOperation { Parameter: var parameter }
            when values.TryGetValue(parameter, out var known)
                && known is { IsUnknown: false, Options: [null or int or long or bool or string] } => known.Options[0],
        _ => Unseen.Value,
    };

    private static IOperation Unconverted(IOperation operation) =>
        operation is IConversionOperation { OperatorMethod: null, Operand: var operand } ? Unconverted(operand) : operation;
}
