using System.Text.Json;

namespace Transfer.Weights.Tests;

/// <summary>Small files of a real torch.save, with what they hold (expected.json); see tools/referee/weights.py.</summary>
internal static class Samples
{
    public static string Folder { get; } = Find();

    public static string RefuseFolder => Path.Combine(Folder, "refuse");

    public static JsonDocument Expected() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "expected.json")));

    public static IEnumerable<string> All() => Directory
        .EnumerateFiles(Folder, "*.p*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal);

    /// <summary>Reads all bytes of all tensors, as a user of the file would.</summary>
    public static List<byte[]> ReadAll(string path)
    {
        using var contents = WeightsFileReader.Read(path);
        return [.. contents.Select(tensor => tensor.ToBytes())];
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "TestData", "Weights");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("TestData/Weights is neither beside the test assembly nor in a folder above it.");
    }
}
