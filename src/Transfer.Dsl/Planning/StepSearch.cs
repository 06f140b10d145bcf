using Transfer.Recipes;

namespace Transfer.Planning;

/// <summary>
/// Provides searches in a list of steps. Every rule asks for a few steps, at each keystroke: these allocate nothing.
/// </summary>
internal static class StepSearch
{
    /// <summary>Returns the last step of a kind; null when there is none.</summary>
    public static T? LastOf<T>(this IReadOnlyList<Step> steps)
        where T : Step
    {
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            if (steps[i] is T step)
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>Returns the index of the first step that satisfies a condition; -1 when there is none.</summary>
    public static int IndexOf(this IReadOnlyList<Step> steps, Predicate<Step> isWanted)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (isWanted(steps[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Returns the index of the last step that satisfies a condition; -1 when there is none.</summary>
    public static int LastIndexOf(this IReadOnlyList<Step> steps, Predicate<Step> isWanted)
    {
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            if (isWanted(steps[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
