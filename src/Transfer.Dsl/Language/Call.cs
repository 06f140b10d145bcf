using Transfer.Steps;

namespace Transfer;

/// <summary>Prints a call with the arguments that are not defaults.</summary>
internal static class Call
{
    public static string Of(string name, params string?[] arguments) =>
        $"{name}({string.Join(", ", arguments.Where(argument => argument is not null))})";

    /// <summary>A named argument; null when it is the default.</summary>
    public static string? Argument(string name, double value, double usual) => value == usual ? null : $"{name}: {Code.Number(value)}";

    public static string OfAdam(
        string name,
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double defaultWeightDecay,
        string? more = null) =>
        Of(
            name,
            Code.Number(learningRate),
            Argument("beta1", beta1, Optimizers.Beta1),
            Argument("beta2", beta2, Optimizers.Beta2),
            Argument("epsilon", epsilon, Optimizers.Epsilon),
            Argument("weightDecay", weightDecay, defaultWeightDecay),
            more);
}
