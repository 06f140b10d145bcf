using Transfer.Common;

namespace Transfer;

public sealed partial class Recipe
{
    /// <summary>
    /// Adds the two phases of Keras' transfer-learning guide: the head alone, then the whole network at a low learning rate,
    /// with frozen BatchNorm in inference mode (<c>training=False</c>). The optimizer is new in the second phase, as after
    /// <c>compile</c>.
    /// </summary>
    /// <param name="headEpochs">Epochs in which only the head trains, 1 or more.</param>
    /// <param name="epochs">Epochs in which all trains, 1 or more.</param>
    /// <param name="headLearningRate">The rate of the first phase, above 0; Keras' Adam has 1e-3.</param>
    /// <param name="learningRate">The rate of the second phase, above 0; the guide has 1e-5.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Recipe TwoPhase(int headEpochs, int epochs, double headLearningRate = 1e-3, double learningRate = 1e-5) =>
        Phase("head", headEpochs, p => p.FreezeAll().Unfreeze(Layers.Head).LearningRate(headLearningRate))
            .Phase(
                "fine-tune", epochs, p => p.UnfreezeAll().Freeze(Layers.BatchNorms).FreshOptimizer().LearningRate(learningRate));
}
