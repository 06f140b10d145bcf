using Transfer.Data;

namespace Transfer.Training;

/// <summary>
/// The training batches of each epoch. Those of an epoch are the same whenever they are asked for, from any batch on.
/// </summary>
internal interface IBatchSource
{
    /// <summary>Gets the identity of the data: a run resumes only with the data that it began with.</summary>
    string Identity { get; }

    /// <summary>Gets the number of batches in an epoch.</summary>
    int BatchCount { get; }

    /// <summary>Gets the number of images in an epoch.</summary>
    int Images { get; }

    /// <summary>Returns the batches of an epoch, from one on.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="first">How many of its batches to leave out.</param>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    IEnumerable<Batch> Epoch(int epoch, int first, CancellationToken cancellation);

    /// <summary>
    /// Returns the same batches of features in place of images; null where the images are no dataset, or the features can't be
    /// had.
    /// </summary>
    /// <param name="featuresOf">Returns the features of a dataset whose images are changed in a way; null where it can't.</param>
    IBatchSource? OverFeatures(Func<IImageDataset, BatchLoaderOptions, IFeatureRows?> featuresOf) => null;
}
