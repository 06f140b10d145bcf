using System.Diagnostics.CodeAnalysis;

namespace Transfer.Common;

/// <summary>Range checks of the recipe language's arguments.</summary>
internal static class Argument
{
    // Not the framework's own checks: the compiler's copy of these files is built for netstandard2.0.
    public static T NotNull<T>([NotNull] T? value, string name)
        where T : class =>
        value ?? throw new ArgumentNullException(name);

    public static string Named(string value, string name) =>
        NotNull(value, name).Trim().Length > 0
            ? value
            : throw new ArgumentException($"{name} is empty.", name);

    public static double LearningRate(double value, string name = "learningRate") =>
        value > 0 && !double.IsInfinity(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                name, $"A learning rate must be above 0 (1e-3 is a usual one), got {Literal.Number(value)}.");

    public static double Positive(double value, string name) =>
        value > 0 && !double.IsInfinity(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{name} must be above 0, got {Literal.Number(value)}.");

    public static double NotNegative(double value, string name) =>
        value >= 0 && !double.IsInfinity(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{name} must be 0 or more, got {Literal.Number(value)}.");

    public static double BelowOne(double value, string name) =>
        value >= 0 && value < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{name} must be at least 0 and below 1, got {Literal.Number(value)}.");

    public static double Probability(double value, string name) =>
        value >= 0 && value <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                name, $"{name} must be a probability from 0 to 1, got {Literal.Number(value)}.");

    public static double Finite(double value, string name) =>
        !double.IsNaN(value) && !double.IsInfinity(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{name} is a finite number, got {Literal.Number(value)}.");

    public static int Positive(int value, string name) =>
        value > 0
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{name} must be 1 or more, got {Literal.Number(value)}.");

    public static int NotNegative(int value, string name) =>
        value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, $"{name} must be 0 or more, got {Literal.Number(value)}.");

    public static long Positive(long value, string name) =>
        value > 0 ? value : throw new ArgumentOutOfRangeException(name, $"{name} must be 1 or more, got {value}.");

    public static long NotNegative(long value, string name) =>
        value >= 0 ? value : throw new ArgumentOutOfRangeException(name, $"{name} must be 0 or more, got {value}.");

    public static T Member<T>(T value, string name)
        where T : struct, Enum =>
        Enum.IsDefined(typeof(T), value)
            ? value
            : throw new ArgumentOutOfRangeException(
                name, $"{name} must be one of {string.Join(", ", Enum.GetNames(typeof(T)))}, got {value}.");

    public static double Share(double value, string name) =>
        value > 0 && value <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                name, $"{name} must be a share above 0 and at most 1, got {Literal.Number(value)}.");

    public static void Rising(IReadOnlyList<int> values, string name)
    {
        NotNull(values, name);
        if (values.Count == 0
            || values[0] < 1
            || values.Skip(1).Zip(values, (next, before) => next <= before).Any(wrong => wrong))
        {
            throw new ArgumentException(
                $"{name} must be increasing whole numbers from 1, got [{string.Join(", ", values)}].", name);
        }
    }
}
