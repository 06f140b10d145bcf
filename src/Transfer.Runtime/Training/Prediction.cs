namespace Transfer.Training;

/// <summary>What a model says of a picture.</summary>
/// <param name="Class">Index of the most probable class.</param>
/// <param name="ClassName">Its name; <c>class 3</c> where the model knows no names.</param>
/// <param name="Probability">Its probability, from 0 to 1.</param>
/// <param name="Probabilities">The probability of every class.</param>
public sealed record Prediction(int Class, string ClassName, float Probability, IReadOnlyList<float> Probabilities);
