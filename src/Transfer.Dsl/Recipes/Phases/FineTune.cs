using Transfer.Common;

namespace Transfer;

public sealed partial class Recipe
{
    /// <summary>
    /// Adds the two phases of fastai's <c>fine_tune</c>: one cycle with frozen layers, then all layers at half the rate, down
    /// to a hundredth of that in the first stage. In the phase <c>freeze</c>, head and normalizations train (fastai's
    /// <c>train_bn</c>) with <c>OneCycle(pctStart: 0.99)</c>, the body at a tenth of the rate (<c>slice(base_lr)</c>). The
    /// phase <c>fine-tune</c> has <c>LearningRates(baseLearningRate / 2 / 100, baseLearningRate / 2)</c> and
    /// <c>OneCycle(pctStart: 0.3)</c>, which starts at a fifth. Both end at 1e-5 of the rate, as fastai's <c>fit_one_cycle</c>
    /// does.
    /// </summary>
    /// <param name="freezeEpochs">Epochs of the first phase, 1 or more; fastai's default is 1.</param>
    /// <param name="epochs">Epochs of the second phase, 1 or more.</param>
    /// <param name="baseLearningRate">The rate of the first phase, above 0; fastai's default is 2e-3.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Recipe FineTune(int freezeEpochs, int epochs, double baseLearningRate = 2e-3)
    {
        // fastai divides the top by 1e5 to get the end; OneCycle divides the start, which is the top by 25 or by 5.
        var half = baseLearningRate / 2;
        return Phase("freeze", freezeEpochs, p => p
                .FreezeAll()
                .Unfreeze(Layers.Head, Layers.Norms)
                .LearningRate(baseLearningRate / 10)
                .Group(Layers.Head, baseLearningRate)
                .Schedule(Schedules.OneCycle(pctStart: 0.99, finalDivFactor: 1e5 / 25)))
            .Phase("fine-tune", epochs, p => p
                .UnfreezeAll()
                .FreshOptimizer()
                .LearningRates(half / 100, half)
                .Schedule(Schedules.OneCycle(divFactor: 5, finalDivFactor: 1e5 / 5)));
    }
}
