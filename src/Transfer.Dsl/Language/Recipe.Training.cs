using Transfer.Graphs;
using Transfer.Steps;

namespace Transfer;

public sealed partial class Recipe
{
    /// <summary>
    /// Sets the channels of the images that the network sees; the default is 3. The first convolution gets as many, and
    /// pretrained weights are adapted, as timm and fastai do: for one channel the filters are summed over red, green and blue;
    /// for another number they are repeated and scaled by 3 / channels. The plan shows it. Pictures become grey for one channel;
    /// images of other numbers than 1 and 3 need a training loop of one's own over the plan's module.
    /// </summary>
    /// <param name="count">1 or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public Recipe InputChannels(int count) => With(new InputChannelsStep(Argument.Positive(count, nameof(count))));

    /// <summary>Sets what training makes small; the default is <see cref="Losses.CrossEntropy"/>.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The longer recipe.</returns>
    public Recipe Loss(Loss loss) => With(new LossStep(Argument.NotNull(loss, nameof(loss))));

    /// <summary>
    /// Changes training images at random, after the changes of earlier calls; validation images stay as they are. Changes of single images
    /// apply in their order, those of batches to the finished batch.
    /// </summary>
    /// <param name="augmentations">The changes (<see cref="Augmentations"/>), one or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">No augmentation.</exception>
    public Recipe Augment(params Augmentation[] augmentations)
    {
        Argument.NotNull(augmentations, nameof(augmentations));
        return augmentations.Length > 0
            ? With(new AugmentStep(augmentations.Select(one => Argument.NotNull(one, nameof(augmentations))).ToEquatableList()))
            : throw new ArgumentException("Name at least one augmentation, e.g. Augmentations.HorizontalFlip().", nameof(augmentations));
    }

    /// <summary>Draws training images so that all classes come equally often; an epoch has as many images as before.</summary>
    /// <returns>The longer recipe.</returns>
    public Recipe BalancedSampling() => With(new BalancedSamplingStep());

    /// <summary>
    /// Stops a run whose metric no longer gets better, and restores the weights of its best epoch; as Keras' <c>EarlyStopping</c> with
    /// <c>restore_best_weights</c>. Needs a validation set.
    /// </summary>
    /// <param name="patience">Epochs in a row without progress after which it stops, as Keras' <c>patience</c>; 1 or more.</param>
    /// <param name="metric">What it watches.</param>
    /// <param name="leastChange">The least change that counts as progress, 0 or more, in the metric's own unit.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public Recipe EarlyStopping(int patience, WatchedMetric metric = WatchedMetric.ValidationLoss, double leastChange = 0) =>
        With(new EarlyStoppingStep(new EarlyStopping(
            Argument.Positive(patience, nameof(patience)),
            Argument.Member(metric, nameof(metric)),
            Argument.NotNegative(leastChange, nameof(leastChange)))));

    /// <summary>Scales gradients down where the 2-norm of all together is larger, as PyTorch's <c>clip_grad_norm_</c>.</summary>
    /// <param name="norm">The largest norm, above 0.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="norm"/> is not above 0.</exception>
    public Recipe ClipGradients(double norm) =>
        With(new ClipGradientsStep(new GradientClipping(GradientClippingKind.Norm, Argument.Positive(norm, nameof(norm)))));

    /// <summary>Bounds each element of the gradients, as PyTorch's <c>clip_grad_value_</c>.</summary>
    /// <param name="limit">The largest absolute value, above 0.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not above 0.</exception>
    public Recipe ClipGradientValues(double limit) =>
        With(new ClipGradientsStep(new GradientClipping(GradientClippingKind.Value, Argument.Positive(limit, nameof(limit)))));

    /// <summary>Averages the gradients of several batches for one optimizer step, as a batch of all their images would.</summary>
    /// <param name="batches">How many, 1 or more; the last step of an epoch takes what is left.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batches"/> is below 1.</exception>
    public Recipe Accumulate(int batches) => With(new AccumulateStep(Argument.Positive(batches, nameof(batches))));

    /// <summary>
    /// Keeps an exponential moving average of the weights, which validation and the finished model use:
    /// average ← decay · average + (1 - decay) · weights after each optimizer step (timm's <c>ModelEmaV2</c>).
    /// </summary>
    /// <param name="decay">At least 0 and below 1.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside its range.</exception>
    public Recipe AverageWeights(double decay = 0.9999) => With(new AverageWeightsStep(Argument.BelowOne(decay, nameof(decay))));
}
