using Transfer.Data;

namespace Transfer.Examples.Gallery;

/// <summary>What the Quickstart ships.</summary>
internal static class ShippedPictures
{
    private static readonly string[] Classes = ["Pullover", "Coat", "Shirt", "Sneaker", "Ankle boot"];

    public static string Weights => Path.Combine(AppContext.BaseDirectory, "weights", "resnet18.safetensors");

    /// <summary>The 100 labelled images, 20 a class.</summary>
    public static IImageDataset Train => Open("train");

    /// <summary>The 2,500 test images, 500 a class.</summary>
    public static IImageDataset Test => Open("test");

    private static ImageArrays Open(string part) => IdxImages.Open(
        Path.Combine(AppContext.BaseDirectory, "data", $"{part}-images-idx3-ubyte.gz"),
        Path.Combine(AppContext.BaseDirectory, "data", $"{part}-labels-idx1-ubyte.gz"),
        Classes);
}
