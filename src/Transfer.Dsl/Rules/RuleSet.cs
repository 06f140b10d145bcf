using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>All rules about recipes. Their list is in the other part, written by tools/Transfer.Docs.</summary>
internal static partial class RuleSet
{
    /// <summary>Gets the rules, by id.</summary>
    public static IReadOnlyList<Rule> All { get; } = Written();

    /// <summary>Gets the ids of the rules whose findings stay wrong whatever steps follow.</summary>
    public static ISet<string> Lasting { get; } = new HashSet<string>(All.Where(rule => rule.IsLasting).Select(rule => rule.Id));

    /// <summary>Returns the findings of all rules, in the order of the steps.</summary>
    public static IReadOnlyList<Finding> Check(SimulatedRecipe recipe) =>
        All.SelectMany(rule => rule.Check(recipe))
            .Distinct()
            .OrderBy(finding => finding.Place.Step)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
            .ThenBy(finding => finding.Place.Call)
            .ThenBy(finding => finding.Place.Argument)
            .ToArray();
}
