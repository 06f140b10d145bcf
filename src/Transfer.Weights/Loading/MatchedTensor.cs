using Transfer.Planning;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Loading;

/// <summary>A tensor of a network with the one of a file that fills it.</summary>
/// <param name="Name">The parameter or buffer: its name in the network's state dict.</param>
/// <param name="Source">The tensor of the file.</param>
/// <param name="Adaptation">How the file's tensor is changed to fit; null when it is loaded as it is.</param>
public sealed record MatchedTensor(string Name, WeightTensor Source, WeightAdaptation? Adaptation);
