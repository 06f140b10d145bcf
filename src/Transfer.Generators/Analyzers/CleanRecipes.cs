using Transfer.Common;
using Transfer.Planning;
using Transfer.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>
/// Recipes in which no rule found anything, by their text, for as long as the compiler runs: of all recipes of a program a key
/// stroke changes one at most, and most have no mistake.
/// </summary>
internal static class CleanRecipes
{
    // Some hundred bytes each: more than a program has recipes, and soon forgotten where one is typed.
    private static readonly BoundedCache<Key, bool> Known = new(capacity: 4096);

    public static bool Contain(string text, Thresholds thresholds) => Known.TryGet(new(text, thresholds), out _);

    public static void Add(string text, Thresholds thresholds) => Known.Add(new(text, thresholds), true);

    private readonly record struct Key(string Text, Thresholds Thresholds)
    {
        // Nearly all programs have the same thresholds.
        public override int GetHashCode() => Text.GetHashCode();
    }
}
