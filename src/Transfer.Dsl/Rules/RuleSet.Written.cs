// Written by tools/Transfer.Docs from the rules that there are.
namespace Transfer.Rules;

internal static partial class RuleSet
{
    private static Rule[] Written() =>
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
}
