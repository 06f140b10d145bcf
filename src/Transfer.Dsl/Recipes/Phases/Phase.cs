using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.Phase(…)</c> or <c>.Then(…)</c>: epochs with steps of their own, after the phases before.</summary>
internal sealed class PhaseStep : Step
{
    public PhaseStep(string? name, int epochs, EquatableList<Step> steps)
    {
        Name = name is null ? null : Argument.Named(name, nameof(name));
        Epochs = Argument.Positive(epochs, nameof(epochs));
        Steps = steps.FirstOrDefault(step => (step.Definition.Scope & StepScope.Phase) == 0) is { } wrong
            ? throw new ArgumentException($"{wrong} is a step of the recipe, not of a phase.", nameof(steps))
            : steps;
    }

    /// <summary>Gets the phase's name; null numbers it.</summary>
    public string? Name { get; }

    /// <summary>Gets the passes over the training set.</summary>
    public int Epochs { get; }

    /// <summary>Gets what changes when it begins.</summary>
    public EquatableList<Step> Steps { get; }

    internal override StepDefinition Definition => Transfer.Steps.Phase;

    internal override string Call()
    {
        var method = Name is null ? nameof(Recipe.Then) : nameof(Recipe.Phase);
        var name = Name is null ? string.Empty : Literal.Text(Name) + ", ";
        var build = Steps.Count == 0 ? string.Empty : $", p => p{string.Concat(Steps)}";
        return $"{method}({name}epochs: {Literal.Number(Epochs)}{build})";
    }

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("name", Name).AddUnwritten("epochs", Epochs).AddUnwritten("steps", Steps);
}

internal static partial class Steps
{
    public static readonly StepDefinition Phase = StepDefinition.Of<PhaseStep>(
        nameof(Recipe.Phase), StepRole.Phase, StepScope.Run, values => new PhaseStep(
            values.OptionalText("name"), values.Integer("epochs"), values.Constructs("steps", Find).ToEquatableList()));
}

public sealed partial class Recipe
{
    /// <summary>
    /// Adds a phase after those before it. Steps of the recipe outside phases, wherever they stand, hold from the start and for
    /// all phases; in the phase stands what changes when it begins. A recipe with phases takes its epochs from them.
    /// </summary>
    /// <param name="name">The phase's name.</param>
    /// <param name="epochs">Passes over the training set, 1 or more.</param>
    /// <param name="build">Gives what changes: <c>p => p.Unfreeze("layer4")</c>; the default changes nothing.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 1.</exception>
    public Recipe Phase(string name, int epochs, Func<PhaseBuilder, PhaseBuilder>? build = null) =>
        With(
            new PhaseStep(
                Argument.Named(name, nameof(name)), Argument.Positive(epochs, nameof(epochs)), PhaseBuilder.Run(build)));

    /// <summary>
    /// Adds a phase that is named by its number: <c>.Then(epochs: 4, p => p.Unfreeze("layer4").LearningRate(1e-4))</c>.
    /// </summary>
    /// <param name="epochs">Passes over the training set, 1 or more.</param>
    /// <param name="build">Gives what changes when it begins; the default changes nothing.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is below 1.</exception>
    public Recipe Then(int epochs, Func<PhaseBuilder, PhaseBuilder>? build = null) =>
        With(new PhaseStep(null, Argument.Positive(epochs, nameof(epochs)), PhaseBuilder.Run(build)));
}
