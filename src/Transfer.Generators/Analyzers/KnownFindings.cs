using Transfer.Architectures;
using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Rules;
using RuleSet = Transfer.Rules.RuleSet;

namespace Transfer.Generators.Analyzers;

/// <summary>
/// Caches what the rules find in recipes for as long as the compiler runs: rules are pure functions, and a keystroke changes at
/// most one of a program's recipes.
/// </summary>
internal static class KnownFindings
{
    // Some hundred bytes each: more than a program has recipes, and soon forgotten where one is typed.
    private static readonly BoundedCache<Key, IReadOnlyList<Finding>> Known = new(capacity: 4096);

    public static IReadOnlyList<Finding> Of(Architecture architecture, IReadOnlyList<Step> steps, Thresholds thresholds)
    {
        var key = new Key(architecture, steps, thresholds);
        return Known.TryGet(key, out var findings)
            ? findings
            : Known.Add(key, RuleSet.Check(Simulation.Run(architecture, steps) with { Thresholds = thresholds }));
    }

    private readonly struct Key : IEquatable<Key>
    {
        private readonly Architecture architecture;
        private readonly IReadOnlyList<Step> steps;
        private readonly Thresholds thresholds;
        private readonly int hash;

        public Key(Architecture architecture, IReadOnlyList<Step> steps, Thresholds thresholds)
        {
            this.architecture = architecture;
            this.steps = steps;
            this.thresholds = thresholds;
            hash = architecture.Name.GetHashCode();
            foreach (var step in steps)
            {
                hash = unchecked((hash * 31) + step.GetHashCode());
            }
        }

        // Architectures are made once, those of your own too: once for all modules that are alike.
        public bool Equals(Key other) =>
            hash == other.hash
            && ReferenceEquals(architecture, other.architecture)
            && steps.Count == other.steps.Count
            && thresholds.Equals(other.thresholds)
            && steps.SequenceEqual(other.steps);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode() => hash;
    }
}
