using Transfer.Architectures;
using Transfer.Recipes;

namespace Transfer;

/// <summary>
/// A description of a training run: a backbone, then steps that apply in order, as the PyTorch statements they stand for
/// do. Immutable: each call returns a new recipe with one step more. A layer is named by module path (<c>layer4</c>,
/// <c>features.28</c>), or by a glob over its segments (<c>layer*.0</c>, <c>**.bias</c>).
/// </summary>
public sealed partial class Recipe : RecipeSteps<Recipe>
{
    private readonly Architecture architecture;
    private readonly IReadOnlyList<Step> steps;

    internal Recipe(Architecture architecture, IReadOnlyList<Step> steps)
    {
        this.architecture = architecture;
        this.steps = steps;
    }

    internal Architecture Architecture => architecture;

    internal IReadOnlyList<Step> Steps => steps;

    /// <summary>Returns the recipe as C#, one call a line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join("\n", RecipeText.Lines(architecture, steps));

    private protected override Recipe With(Step step)
    {
        // Where an editor reads recipes as they are typed, this is most of what a call costs.
        var longer = new Step[steps.Count + 1];
        for (var i = 0; i < steps.Count; i++)
        {
            longer[i] = steps[i];
        }

        longer[steps.Count] = step;
        return new Recipe(architecture, longer);
    }

    private Recipe With(RunSetting setting) => With(new RunSettingStep(setting));
}
