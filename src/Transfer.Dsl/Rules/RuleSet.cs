using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>All rules about recipes.</summary>
internal static class RuleSet
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new FreezeAfterHead(),
        new GroupOverFrozenParameters(),
        new UnknownLayer(),
        new ShapeMismatch(),
        new UnknownWeightsEntry(),
        new ArgumentOutOfRange(),
        new NothingToTrain(),
        new GroupOverSomeFrozenParameters(),
        new UnfreezeWithoutEffect(),
        new StepWithoutEffect(),
        new HeadSetTwice(),
        new PretrainedHeadTrains(),
        new OneClassCrossEntropy(),
        new TrainingWithoutHead(),
        new PhaseWithoutEffect(),
        new PatienceBeyondRun(),
        new RandomHeadOverPretrainedBackbone(),
        new FrozenRandomWeights(),
        new WeightsFileOfWrongKind(),
        new InputAgainstStem(),
        new PreprocessingFarFromWeights(),
        new RepeatedNormalization(),
        new DriftingBatchNorm(),
        new BatchNormAtSmallBatch(),
        new BatchNormOfOneValue(),
        new RateOfPretrainedLayers(),
        new RateAboveRange(),
        new RatesThatFallWithDepth(),
        new SettingOfNothing(),
        new CutInsideBlock(),
        new TrainingBelowFrozenLayers(),
        new HeadWithoutLogits(),
        new RegularizationOfNothing(),
        new LossAgainstHead(),
        new LbfgsLimits(),
        new UncacheableFeatures(),
    ];

    /// <summary>The ids of the rules whose findings stay wrong whatever steps follow.</summary>
    public static ISet<string> Lasting { get; } = new HashSet<string>(All.Where(rule => rule.IsLasting).Select(rule => rule.Id));

    /// <summary>What all rules find, in the order of the steps.</summary>
    public static IReadOnlyList<Finding> Check(RecipeFacts facts) =>
        All.SelectMany(rule => rule.Check(facts))
            .Distinct()
            .OrderBy(finding => finding.Step)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal)
            .ThenBy(finding => finding.Argument)
            .ToArray();
}
