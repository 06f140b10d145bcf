using System.Text.Json;

namespace Transfer.Tests.Parity;

/// <summary>What PyTorch 1.13 with torchvision 0.14 computed, from the files in TestData/Parity; see tools/referee.</summary>
internal static class Referee
{
    public static JsonElement Read(string name)
    {
        using var document =
            JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "TestData", "Parity", name)));
        return document.RootElement.Clone();
    }

    public static double[] Numbers(this JsonElement array) => array.EnumerateArray().Select(value => value.GetDouble()).ToArray();
}
