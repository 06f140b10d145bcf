namespace Transfer.Recipes;

/// <summary>
/// A place in a recipe: its backbone, one of its steps, a call inside a phase, or a layer argument of one of these. The
/// default is the backbone.
/// </summary>
public readonly record struct RecipePlace
{
    private RecipePlace(int? step, int? call, int? argument)
    {
        Step = step;
        Call = call;
        Argument = argument;
    }

    /// <summary>Gets the index of the step, from 0; null for the backbone.</summary>
    public int? Step { get; }

    /// <summary>Gets the index of the call inside a step that is a phase, from 0; null for the step itself.</summary>
    public int? Call { get; }

    /// <summary>Gets the index of the layer argument of the step or of the call, from 0; null for the whole of it.</summary>
    public int? Argument { get; }

    /// <summary>Gets the place of the backbone.</summary>
    internal static RecipePlace Backbone => default;

    /// <summary>Returns the place of a step.</summary>
    internal static RecipePlace OfStep(int step) => new(NotNegative(step), null, null);

    /// <summary>Returns the place of the step that stands before another one; the backbone stands before the first.</summary>
    internal static RecipePlace Before(int step) => step == 0 ? Backbone : OfStep(step - 1);

    /// <summary>Returns the place with these indices; each is of use only where those before it are given.</summary>
    internal static RecipePlace Of(int? step, int? call, int? argument)
    {
        var place = step is { } index ? OfStep(index) : Backbone;
        place = call is { } inner ? place.OfCall(inner) : place;
        return argument is { } layer ? place.OfArgument(layer) : place;
    }

    /// <summary>Returns the place of a call inside the phase that stands here.</summary>
    internal RecipePlace OfCall(int call) =>
        Step is { } step ? new(step, NotNegative(call), null) : throw new InvalidOperationException("The backbone has no calls.");

    /// <summary>Returns the place of a layer argument of the step or of the call that stands here.</summary>
    internal RecipePlace OfArgument(int argument) =>
        Step is { } step
            ? new(step, Call, NotNegative(argument))
            : throw new InvalidOperationException("The backbone names no layers.");

    /// <summary>Returns the place in words.</summary>
    /// <returns>The text, as <c>step 3, call 1, argument 0</c>.</returns>
    public override string ToString() => Step is { } step
        ? $"step {step}"
            + (Call is { } call ? $", call {call}" : string.Empty)
            + (Argument is { } argument ? $", argument {argument}" : string.Empty)
        : "backbone";

    private static int NotNegative(int index) =>
        index >= 0 ? index : throw new ArgumentOutOfRangeException(nameof(index), index, "An index must be 0 or more.");
}
