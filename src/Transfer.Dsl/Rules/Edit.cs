using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>How a recipe's text changes.</summary>
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

/// <summary>A change of a recipe's text that mends what a finding is about; an editor offers it.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Step">To which step; -1 for the backbone.</param>
/// <param name="Other">The step that it goes before, or the layer argument that is replaced; -1 for none.</param>
/// <param name="Text">The new call, without its dot, or the new argument, as C#.</param>
/// <param name="Title">The change in a few words.</param>
internal sealed record Edit(EditKind Kind, int Step, int Other, string Text, string Title)
{
    /// <summary>Which of a phase's own calls it changes, from 0; -1 for the recipe's step itself.</summary>
    public int Inner { get; init; } = -1;

    public static Edit Drop(StepPlace place) => Drop(place.Step, place) with { Inner = place.Inner };

    public static Edit Drop(int step, object call) => new(EditKind.Drop, step, -1, string.Empty, $"Drop {Bare(call)}");

    public static Edit Move(int step, object call, int before, object other) =>
        new(EditKind.Move, step, before, string.Empty, $"Move {Bare(call)} before {Bare(other)}");

    public static Edit Insert(int after, string call) => new(EditKind.Insert, after, -1, call, $"Add {call}");

    public static Edit Replace(int step, int argument, string text) =>
        new(EditKind.Replace, step, argument, text, $"Replace by {text}");

    public static Edit Replace(StepPlace place, int argument, string text) =>
        Replace(place.Step, argument, text) with { Inner = place.Inner };

    private static string Bare(object call) => call.ToString()!.TrimStart('.');
}
