using Transfer.Steps;

namespace Transfer;

// Checks of ranges that several augmentations have.
public abstract partial record Augmentation
{
    internal static double AtLeast(double value, string name, double least) =>
        value >= least && !double.IsInfinity(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{name} is {Code.Number(least)} or more, got {Code.Number(value)}.");

    internal static double Share(double value, string name, double least) =>
        AtLeast(Argument.Probability(value, name), name, least);
}
