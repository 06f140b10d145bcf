using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>Specifies how a recipe's text changes.</summary>
internal enum EditKind
{
    /// <summary>A call goes.</summary>
    Drop,

    /// <summary>A call goes to before another one.</summary>
    Move,

    /// <summary>A new call comes after another one.</summary>
    Insert,

    /// <summary>A new call comes before another one.</summary>
    InsertBefore,

    /// <summary>An argument gets another text.</summary>
    Replace,

    /// <summary>A call's result goes to a variable.</summary>
    Assign,
}

/// <summary>Represents a change of a recipe's text that fixes what a finding reports; an editor offers it.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">To which call or argument; for a new call, which one it comes after.</param>
/// <param name="Before">The call that a moved one goes before; null for all other kinds.</param>
/// <param name="Text">The new call, without its dot, or the new argument, as C#.</param>
/// <param name="Title">The change in a few words.</param>
internal sealed record Edit(EditKind Kind, RecipePlace Place, RecipePlace? Before, string Text, string Title)
{
    public static Edit Drop(StepPlace call) => Drop(call.Place, call);

    public static Edit Drop(int step, object call) => Drop(RecipePlace.OfStep(step), call);

    public static Edit Move(int step, object call, int before, object other) => new(
        EditKind.Move,
        RecipePlace.OfStep(step),
        RecipePlace.OfStep(before),
        string.Empty,
        $"Move {Bare(call)} before {Bare(other)}");

    public static Edit Insert(RecipePlace after, string call) => new(EditKind.Insert, after, null, call, $"Add {call}");

    public static Edit Replace(RecipePlace argument, string text) =>
        new(EditKind.Replace, argument, null, text, $"Replace by {text}");

    private static Edit Drop(RecipePlace place, object call) =>
        new(EditKind.Drop, place, null, string.Empty, $"Drop {Bare(call)}");

    private static string Bare(object call) => call.ToString()!.TrimStart('.');
}
