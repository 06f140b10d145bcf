using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>
/// Sigmoid and binary cross-entropy of each output, averaged over all, as <c>torch.nn.BCEWithLogitsLoss</c>: any number of
/// labels an image.
/// </summary>
public sealed class BinaryCrossEntropyLoss : Loss
{
    internal BinaryCrossEntropyLoss(IReadOnlyList<double>? positiveWeights) =>
        PositiveWeights = Checked(positiveWeights, nameof(positiveWeights));

    /// <summary>
    /// Gets the weight of the positive examples of each label (<c>pos_weight</c>); none weighs all alike.
    /// </summary>
    public EquatableList<double> PositiveWeights { get; }

    internal override Definition DefinedBy => Losses.BinaryCrossEntropyDefinition;

    internal override LossTraits Traits => new("binary cross-entropy", IsOfOneClass: false);

    internal override IEnumerable<Problem> ProblemsWith(int outputs) => ProblemsOf("positiveWeights", PositiveWeights, outputs);

    private protected override ArgumentList Describe() =>
        new ArgumentList().Add("positiveWeights", PositiveWeights, EquatableList<double>.Empty);
}

public static partial class Losses
{
    internal static readonly Definition<Loss> BinaryCrossEntropyDefinition = Definition<Loss>.Of<BinaryCrossEntropyLoss>(
        nameof(BinaryCrossEntropy), Prefix, values => BinaryCrossEntropy(values.Numbers("positiveWeights")));

    /// <summary>Creates the binary cross-entropy of each output, for any number of labels per image.</summary>
    /// <param name="positiveWeights">
    /// The weight of each label's positive examples, 0 or more; as many as the network has outputs.
    /// </param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A weight is below 0.</exception>
    public static Loss BinaryCrossEntropy(IReadOnlyList<double>? positiveWeights = null) =>
        new BinaryCrossEntropyLoss(positiveWeights);
}
