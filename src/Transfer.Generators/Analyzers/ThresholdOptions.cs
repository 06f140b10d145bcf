using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Planning;
using RuleSet = Transfer.Rules.RuleSet;

namespace Transfer.Generators.Analyzers;

/// <summary>Reads thresholds of rules from an .editorconfig. A value that is no number above 0 leaves the default.</summary>
internal static class ThresholdOptions
{
    private static readonly Threshold[] All = [.. RuleSet.All.SelectMany(rule => rule.Options)];

    // The compiler has one object for all files under the same settings.
    private static readonly ConditionalWeakTable<AnalyzerConfigOptions, Thresholds> OfOptions = new();

    public static Thresholds Of(AnalyzerConfigOptions options) => OfOptions.GetValue(options, Read);

    private static Thresholds Read(AnalyzerConfigOptions options)
    {
        var thresholds = Thresholds.Default;
        foreach (var threshold in All)
        {
            if (options.TryGetValue(threshold.Option, out var text)
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && value > 0)
            {
                thresholds = thresholds.With(threshold, value);
            }
        }

        return thresholds;
    }
}
