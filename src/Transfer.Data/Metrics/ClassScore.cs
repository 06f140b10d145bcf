namespace Transfer.Metrics;

/// <summary>Represents how well one class is recognized.</summary>
/// <param name="ClassName">The class.</param>
/// <param name="Precision">Share of the images predicted to be of the class that are; 0 where none was predicted.</param>
/// <param name="Recall">Share of the images of the class that were predicted to be; 0 where there are none.</param>
/// <param name="F1">Harmonic mean of both; 0 where both are 0.</param>
/// <param name="Support">Number of images of the class.</param>
public sealed record ClassScore(string ClassName, double Precision, double Recall, double F1, long Support)
{
    /// <summary>From counts, as scikit-learn's <c>precision_recall_fscore_support</c> with <c>zero_division=0</c>.</summary>
    internal static ClassScore Of(string className, long hits, long predicted, long actual) => new(
        className, Share(hits, predicted), Share(hits, actual), Share(2 * hits, predicted + actual), actual);

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
