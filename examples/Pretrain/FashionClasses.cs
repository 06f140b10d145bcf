using Transfer.Data;

namespace Transfer.Examples;

/// <summary>Five classes of Fashion-MNIST that the Quickstart does not have, from the four files of its publishers.</summary>
internal static class FashionClasses
{
    private static readonly string[] Names =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    private static readonly int[] Kept = [0, 1, 3, 5, 8];

    public static (IImageDataset Train, IImageDataset Test) Open(string folder) => (Read(folder, "train"), Read(folder, "t10k"));

    private static Selected Read(string folder, string part) => new(IdxImages.Open(
        Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"), Names));

    // The kept classes, numbered from 0.
    private sealed class Selected(IImageDataset all) : IImageDataset
    {
        private readonly int[] indices = [.. Enumerable.Range(0, all.Count).Where(i => Kept.Contains(all.Label(i)))];

        public int Count => indices.Length;

        public IReadOnlyList<string> ClassNames { get; } = [.. Kept.Select(label => Names[label])];

        public int Label(int index) => Array.IndexOf(Kept, all.Label(indices[index]));

        public RgbImage Load(int index) => all.Load(indices[index]);

        public string Name(int index) => all.Name(indices[index]);
    }
}
