namespace Transfer.Planning;

/// <summary>Represents what a step that names layers matched.</summary>
/// <param name="Step">The step as the recipe writes it: <c>.Unfreeze(Layers.Biases)</c>.</param>
/// <param name="Phase">The phase that it stands in; null when it is the recipe's own.</param>
/// <param name="Layers">The module path, glob or kind.</param>
/// <param name="Parameters">How many parameters it named.</param>
/// <param name="Elements">How many numbers these hold.</param>
public sealed record SelectionCount(string Step, string? Phase, string Layers, int Parameters, long Elements);
