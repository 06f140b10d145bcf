using Transfer.Common;

namespace Transfer;

public sealed partial class Recipe
{
    /// <summary>
    /// Adds phases that unfreeze gradually at milestones, as Lightning Flash's <c>freeze_unfreeze</c> and Lightning's
    /// <c>BackboneFinetuning</c> do. The head trains first. At each milestone the next stage, from the last one down, joins
    /// with fresh optimizer state; parameters that trained before keep theirs. Learning rates are those of the optimizer and
    /// the groups.
    /// </summary>
    /// <param name="milestones">
    /// The epochs, from 0, at which a stage joins: from 1, rising, all below <paramref name="epochs"/>.
    /// </param>
    /// <param name="epochs">Epochs of the run.</param>
    /// <param name="stages">Stages that join at each milestone, 1 or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">The milestones do not rise, or there is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A milestone is not below <paramref name="epochs"/>, or a number is outside its range.
    /// </exception>
    public Recipe GradualUnfreeze(IReadOnlyList<int> milestones, int epochs, int stages = 1)
    {
        Argument.Rising(milestones, nameof(milestones));
        Argument.Positive(stages, nameof(stages));
        var last = milestones[milestones.Count - 1];
        if (last >= epochs)
        {
            throw new ArgumentOutOfRangeException(
                nameof(milestones), $"The last milestone, {last}, is not below the {epochs} epochs of the run.");
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
