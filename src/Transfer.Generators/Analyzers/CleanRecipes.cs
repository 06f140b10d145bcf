using System.Collections.Concurrent;
using Transfer.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>
/// Recipes in which no rule found anything, by their text, for as long as the compiler runs: of all recipes of a program a key
/// stroke changes one at most, and most have no mistake.
/// </summary>
internal static class CleanRecipes
{
    // Some hundred bytes each: more than a program has recipes, and soon forgotten where one is typed.
    private const int Most = 4096;

    private static readonly ConcurrentDictionary<Key, bool> Known = new();

    public static bool Contain(string text, Thresholds thresholds) => Known.ContainsKey(new(text, thresholds));

    public static void Add(string text, Thresholds thresholds)
    {
        if (Known.Count >= Most)
        {
            Known.Clear();
        }

        Known[new(text, thresholds)] = true;
    }

    private readonly record struct Key(string Text, Thresholds Thresholds)
    {
        // Nearly all programs have the same thresholds.
        public override int GetHashCode() => Text.GetHashCode();
    }
}
