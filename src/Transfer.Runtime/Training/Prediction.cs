using System.Globalization;

namespace Transfer.Training;

/// <summary>Represents a model's prediction for an image.</summary>
/// <param name="Class">Index of the most probable class.</param>
/// <param name="ClassName">Its name; <c>class 3</c> where the model knows no names.</param>
/// <param name="Probability">Its probability, from 0 to 1.</param>
/// <param name="Probabilities">The probability of every class.</param>
public sealed record Prediction(int Class, string ClassName, float Probability, IReadOnlyList<float> Probabilities)
{
    /// <summary>Returns the most probable class: <c>Sneaker 93.1 % (class 3 of 0 to 4)</c>. The same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ClassName} {Probability * 100:0.0} % (class {Class} of 0 to {Probabilities.Count - 1})");
}
