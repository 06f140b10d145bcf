using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>Reads thresholds of rules from an .editorconfig. A value that is no number above 0 leaves the default.</summary>
internal static class ThresholdOptions
{
    /// <summary>The options by name; docs/rules/README.md explains them.</summary>
    public static IReadOnlyDictionary<string, Func<Thresholds, double, Thresholds>> ByName { get; } =
        new Dictionary<string, Func<Thresholds, double, Thresholds>>
        {
            ["dotnet_code_quality.TRF017.gentle_sgd_rate"] = (thresholds, value) => thresholds with { GentleSgdRate = value },
            ["dotnet_code_quality.TRF017.gentle_adaptive_rate"] = (thresholds, value) => thresholds with { GentleAdaptiveRate = value },
            ["dotnet_code_quality.TRF024.least_crop_share"] = (thresholds, value) => thresholds with { LeastCropShare = value },
            ["dotnet_code_quality.TRF027.least_batch"] = (thresholds, value) => thresholds with { LeastBatch = (int)Math.Min(Math.Ceiling(value), int.MaxValue) },
            ["dotnet_code_quality.TRF030.largest_sgd_step"] = (thresholds, value) => thresholds with { LargestSgdStep = value },
            ["dotnet_code_quality.TRF030.largest_adam_rate"] = (thresholds, value) => thresholds with { LargestAdamRate = value },
            ["dotnet_code_quality.TRF030.largest_rmsprop_rate"] = (thresholds, value) => thresholds with { LargestRMSpropRate = value },
            ["dotnet_code_quality.TRF030.largest_adagrad_rate"] = (thresholds, value) => thresholds with { LargestAdagradRate = value },
        };

    // The compiler has one object for all files under the same settings.
    private static readonly ConditionalWeakTable<AnalyzerConfigOptions, Thresholds> OfOptions = new();

    public static Thresholds Of(AnalyzerConfigOptions options) => OfOptions.GetValue(options, Read);

    private static Thresholds Read(AnalyzerConfigOptions options)
    {
        var thresholds = Thresholds.Default;
        foreach (var option in ByName)
        {
            if (options.TryGetValue(option.Key, out var text)
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && value > 0)
            {
                thresholds = option.Value(thresholds, value);
            }
        }

        return thresholds;
    }
}
