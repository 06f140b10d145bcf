using Transfer.Steps;

namespace Transfer;

public sealed partial class Recipe
{
    /// <summary>
    /// fastai's <c>fine_tune</c>: a frozen one-cycle, then all layers at half the rate, down to a hundredth of that in the first stage.
    /// It is the same as two phases: <c>freeze</c>, in which head and normalizations train (fastai's <c>train_bn</c>) with
    /// <c>OneCycle(pctStart: 0.99)</c>, the body at a tenth of the rate (<c>slice(base_lr)</c>); and <c>fine-tune</c>, with
    /// <c>LearningRates(baseLearningRate / 2 / 100, baseLearningRate / 2)</c> and <c>OneCycle(pctStart: 0.3)</c> that starts at a fifth.
    /// Both end at 1e-5 of the rate, as fastai's <c>fit_one_cycle</c> does.
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

    /// <summary>
    /// Keras' transfer-learning guide in two phases: the head alone, then the whole network at a low rate, with frozen BatchNorm in
    /// inference mode (its <c>training=False</c>). The optimizer is new in the second phase, as after <c>compile</c>.
    /// </summary>
    /// <param name="headEpochs">Epochs in which only the head trains, 1 or more.</param>
    /// <param name="epochs">Epochs in which all trains, 1 or more.</param>
    /// <param name="headLearningRate">The rate of the first phase, above 0; Keras' Adam has 1e-3.</param>
    /// <param name="learningRate">The rate of the second phase, above 0; the guide has 1e-5.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Recipe TwoPhase(int headEpochs, int epochs, double headLearningRate = 1e-3, double learningRate = 1e-5) =>
        Phase("head", headEpochs, p => p.FreezeAll().Unfreeze(Layers.Head).LearningRate(headLearningRate))
            .Phase("fine-tune", epochs, p => p.UnfreezeAll().Freeze(Layers.BatchNorms).FreshOptimizer().LearningRate(learningRate));

    /// <summary>
    /// Gradual unfreezing by milestones, as Lightning Flash's <c>freeze_unfreeze</c> and Lightning's <c>BackboneFinetuning</c>:
    /// the head trains first; at each milestone the next stage, from the last one down, joins with fresh optimizer state, and all
    /// that trained before go on with theirs. Rates are those of the optimizer and the groups.
    /// </summary>
    /// <param name="milestones">The epochs, from 0, at which a stage joins: from 1, rising, all below <paramref name="epochs"/>.</param>
    /// <param name="epochs">Epochs of the run.</param>
    /// <param name="stages">Stages that join at each milestone, 1 or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">The milestones do not rise, or there is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A milestone is not below <paramref name="epochs"/>, or a number is outside its range.</exception>
    public Recipe GradualUnfreeze(IReadOnlyList<int> milestones, int epochs, int stages = 1)
    {
        Argument.Rising(milestones, nameof(milestones));
        Argument.Positive(stages, nameof(stages));
        var last = milestones[milestones.Count - 1];
        if (last >= epochs)
        {
            throw new ArgumentOutOfRangeException(nameof(milestones), $"The last milestone, {last}, is not below the {epochs} epochs of the run.");
        }

        var recipe = Phase("head", milestones[0], p => p.FreezeAll().Unfreeze(Layers.Head));
        for (var i = 0; i < milestones.Count; i++)
        {
            var count = (i + 1) * stages;
            var end = i + 1 < milestones.Count ? milestones[i + 1] : epochs;
            recipe = recipe.Then(end - milestones[i], p => p.UnfreezeLast(count));
        }

        return recipe;
    }
}
