using System.IO.Compression;
using System.Text.Json;

namespace Transfer.Tests.Architectures;

/// <summary>What torchvision says of each architecture and its weights; see tools/referee/torchvision_facts.py.</summary>
internal static class TorchvisionFacts
{
    private static readonly JsonElement Facts = Read();

    /// <summary>The architectures' names, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } =
        Facts.EnumerateObject().Select(model => model.Name).Order(StringComparer.Ordinal).ToArray();

    public static TheoryData<string> Names => new(All);

    public static JsonElement Of(string architecture) => Facts.GetProperty(architecture);

    private static JsonElement Read()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "TestData", "torchvision.json.gz"));
        using var document = JsonDocument.Parse(new GZipStream(file, CompressionMode.Decompress));
        return document.RootElement.Clone();
    }
}
