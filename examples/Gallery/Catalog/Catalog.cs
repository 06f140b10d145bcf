using Transfer.Common;

namespace Transfer.Examples.Gallery;

/// <summary>The gallery.</summary>
internal static class Catalog
{
    /// <summary>Every recipe, the simple ones first.</summary>
    public static IReadOnlyList<GalleryRecipe> All { get; } =
    [
        new AntsAndBeesExtractor(),
        new AntsAndBeesFineTune(),
        new UdacityVgg16(),
        new MocoLinearProbe(),
        new KerasTwoPhase(),
        new KerasEfficientNet(),
        new FastaiFineTune(),
        new FastaiGrey(),
        new LightningBackboneFinetuning(),
        new LightningMilestones(),
        new LightningOwnModule(),
        new UlmfitUnfreezing(),
        new ChainThaw(),
        new LinearProbeThenFineTune(),
        new BitFit(),
        new BatchNormOnly(),
        new MaeLayerDecay(),
        new TorchvisionReference(),
    ];

    /// <summary>The recipe of a name; null where there is none.</summary>
    public static GalleryRecipe? Find(string name) =>
        All.FirstOrDefault(recipe => string.Equals(recipe.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The names nearest to one that does not exist; all of them where none is near.</summary>
    public static IReadOnlyList<string> Nearest(string name)
    {
        var names = All.Select(recipe => recipe.Name).ToArray();
        var nearest = NearestNames.Of(name, names)
            .Concat(names.Where(candidate => candidate.Contains(name, StringComparison.OrdinalIgnoreCase)))
            .Distinct()
            .ToArray();
        return nearest.Length > 0 ? nearest : names;
    }
}
