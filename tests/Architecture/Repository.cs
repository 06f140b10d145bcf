using System.Reflection;

namespace Transfer.Architecture;

/// <summary>Where the sources lie that these tests read.</summary>
internal static class Repository
{
    public static readonly string Root = Built("Root");

    public static readonly string Configuration = Built("Configuration");

    public static IEnumerable<string> Projects { get; } =
        Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>Gets the C# files under a folder of the repository, build outputs left out, as paths from its root.</summary>
    public static IEnumerable<string> Sources(string folder)
    {
        var path = Path.Combine(Root, folder);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
                .Where(IsSource)
                .Select(Name)
                .Order(StringComparer.Ordinal)
            : [];
    }

    public static string Name(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static bool IsSource(string path) => !Name(path).Split('/').Any(part => part is "bin" or "obj");

    private static string Built(string key) => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
