using System.Collections.Immutable;

namespace Transfer.Weights.Storage;

/// <summary>Represents the contents of a weights file: tensors with distinct names, in the file's order.</summary>
internal sealed record WeightsContent(ImmutableArray<WeightTensor> Tensors, ImmutableSortedDictionary<string, string> Metadata)
{
    public static WeightsContent Of(IEnumerable<WeightTensor> tensors) =>
        new([.. tensors], ImmutableSortedDictionary<string, string>.Empty);
}
