namespace Transfer.Optimization;

/// <summary>
/// What makes this back end's object of one kind of construct: an optimizer of its settings, a loss function of a loss. It
/// stands in the file of the object's class, as a field of the partial class that has the factory: adding a kind touches no
/// other file.
/// </summary>
/// <typeparam name="TConstruct">What the kind is of: <see cref="OptimizerSettings"/>.</typeparam>
/// <typeparam name="TSelf">The class of the implementations.</typeparam>
internal abstract class Implementation<TConstruct, TSelf>
    where TConstruct : notnull
    where TSelf : Implementation<TConstruct, TSelf>
{
    private static readonly Dictionary<Type, TSelf> Known = [];

    /// <summary>Adds an implementation.</summary>
    /// <typeparam name="TKind">The kind of construct that it is of.</typeparam>
    protected static TSelf Add<TKind>(TSelf implementation)
        where TKind : TConstruct
    {
        Known.Add(typeof(TKind), implementation);
        return implementation;
    }

    /// <summary>
    /// Returns the implementation of a construct. The class that has the factory calls it, so that all of them are there.
    /// </summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public static TSelf For(TConstruct construct) => Known.TryGetValue(construct.GetType(), out var implementation)
        ? implementation
        : throw new NotSupportedException(
            $"The TorchSharp back end has no implementation of {construct}: no file has the field {typeof(TSelf).Name}.Of<"
            + $"{construct.GetType().Name}>(…).");
}
