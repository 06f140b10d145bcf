using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>
/// Softmax and cross-entropy, averaged over the batch, as <c>torch.nn.CrossEntropyLoss</c>: one class an image, or soft targets
/// where a batch augmentation mixes images.
/// </summary>
public sealed class CrossEntropyLoss : Loss
{
    internal CrossEntropyLoss(double labelSmoothing, IReadOnlyList<double>? classWeights)
    {
        LabelSmoothing = Argument.Probability(labelSmoothing, nameof(labelSmoothing));
        ClassWeights = Checked(classWeights, nameof(classWeights));
    }

    /// <summary>Gets the share of the target that is spread over all classes (Szegedy et al. 2015).</summary>
    public double LabelSmoothing { get; }

    /// <summary>Gets a weight for each class, in the order of the classes; none weighs all alike.</summary>
    public EquatableList<double> ClassWeights { get; }

    internal override Definition DefinedBy => Losses.CrossEntropyDefinition;

    internal override LossTraits Traits => new("cross-entropy", IsOfOneClass: true);

    internal override IEnumerable<Problem> ProblemsWith(int outputs)
    {
        var count = Literal.Number(outputs);
        var problems = ProblemsOf("classWeights", ClassWeights, outputs).ToList();
        if (problems.Count == 0 && ClassWeights.Count > 0 && ClassWeights.All(weight => weight == 0))
        {
            problems.Add(new Problem(
                $"all {count} classWeights are 0: the loss is divided by their sum",
                "give the classes that count a weight above 0"));
        }

        if (LabelSmoothing == 1)
        {
            problems.Add(new Problem(
                $"labelSmoothing 1 spreads the whole target over the {count} outputs: no class is more correct than another",
                "give a share below 1, e.g. 0.1"));
        }

        return problems;
    }

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("labelSmoothing", LabelSmoothing, 0.0)
        .Add("classWeights", ClassWeights, EquatableList<double>.Empty);
}

public static partial class Losses
{
    internal static readonly Definition<Loss> CrossEntropyDefinition = Definition<Loss>.Of<CrossEntropyLoss>(
        nameof(CrossEntropy), Prefix, values => CrossEntropy(values.Number("labelSmoothing"), values.Numbers("classWeights")));

    /// <summary>Creates the cross-entropy over classes, of which each image has one.</summary>
    /// <param name="labelSmoothing">The share of the target that is spread over all classes, from 0 to 1.</param>
    /// <param name="classWeights">A weight for each class, 0 or more; as many as the network has outputs.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Loss CrossEntropy(double labelSmoothing = 0, IReadOnlyList<double>? classWeights = null) =>
        new CrossEntropyLoss(labelSmoothing, classWeights);
}
