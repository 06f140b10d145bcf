using System.Text.Json;

namespace Transfer.Data;

/// <summary>The files of TestData/Data, found from the test assembly upwards.</summary>
internal static class TestFiles
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);
    private static readonly string Root = FindRoot();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    public static T Json<T>(string name) => JsonSerializer.Deserialize<T>(File.ReadAllText(Path(name)), CamelCase)!;

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "TestData", "Data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException($"No TestData/Data above {AppContext.BaseDirectory}.");
    }
}
