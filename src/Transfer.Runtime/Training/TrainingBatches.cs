using Transfer.Data;

namespace Transfer.Training;

/// <summary>Makes the batches that a plan trains on.</summary>
internal static class TrainingBatches
{
    public static LoaderBatches Of(Plan plan, IImageDataset images, int seed)
    {
        var options = Options(plan, images.Count, seed);
        return new LoaderBatches(images, new BatchLoader(images, plan.Preprocessing, options), options);
    }

    /// <summary>Returns what a plan says of its batches.</summary>
    public static BatchLoaderOptions Options(Plan plan, int images, int seed) => new()
    {
        BatchSize = plan.BatchSize,
        Shuffle = true,
        Seed = seed,
        Augmentations = [.. plan.Training.Augmentations, .. plan.Training.BatchAugmentations],
        Views = plan.Training.Find<AugmentationViews>()?.Count,
        BalanceClasses = plan.Training.Find<BalancedSampling>() is not null,

        // Batch statistics of one image say nothing, and PyTorch refuses them where the activation is 1×1.
        DropLast = images > plan.BatchSize
            && images % plan.BatchSize == 1
            && plan.Graph.Nodes.Any(node => node.Operator.HasRunningStatistics),
    };
}
