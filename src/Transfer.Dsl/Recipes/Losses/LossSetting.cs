using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>Represents the setting of the loss function.</summary>
internal sealed class LossSetting(Loss loss) : RunSetting
{
    public Loss Loss { get; } = Argument.NotNull(loss, nameof(loss));

    internal override StepDefinition Definition => Steps.Loss;

    internal override bool HasPart => false;

    internal override bool IsDefault => Loss == Losses.CrossEntropy();

    internal override IEnumerable<PlanLine> Lines => [new("Loss", Loss.ToString())];

    internal override IEnumerable<Problem> ProblemsWith(int outputs) => Loss.ProblemsWith(outputs);

    private protected override ArgumentList Describe() => new ArgumentList().Add("loss", Loss);
}

internal static partial class Steps
{
    public static readonly StepDefinition Loss = StepDefinition.OfSetting<LossSetting>(
        nameof(Recipe.Loss), values => new LossSetting(values.Construct("loss", Losses.Find)), lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>Sets what training makes small; the default is <see cref="Losses.CrossEntropy"/>.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>The longer recipe.</returns>
    public Recipe Loss(Loss loss) => With(new LossSetting(loss));
}
