using Transfer.Common;

namespace Transfer;

// Checks of ranges that several augmentations have.
public abstract partial class Augmentation
{
    internal static double AtLeast(double value, string name, double least) =>
        value >= least && !double.IsInfinity(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                name, $"{name} must be {Literal.Number(least)} or more, got {Literal.Number(value)}.");

    internal static double Share(double value, string name, double least) =>
        AtLeast(Argument.Probability(value, name), name, least);
}
