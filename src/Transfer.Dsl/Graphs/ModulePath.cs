namespace Transfer.Graphs;

/// <summary>Arithmetic on module paths (<c>layer4.0.conv1</c>).</summary>
internal static class ModulePath
{
    public static string Join(string parent, string child) =>
        parent.Length == 0 ? child : child.Length == 0 ? parent : parent + "." + child;

    /// <summary>Whether <paramref name="path"/> is <paramref name="module"/> or lies inside it.</summary>
    public static bool IsWithin(string path, string module) =>
        module.Length == 0
        || (path.StartsWith(module, StringComparison.Ordinal) && (path.Length == module.Length || path[module.Length] == '.'));

    /// <summary>The first <paramref name="depth"/> segments.</summary>
    public static string Prefix(string path, int depth) => string.Join(".", path.Split('.').Take(depth));

    public static int Depth(string path) => path.Length == 0 ? 0 : path.Count(letter => letter == '.') + 1;
}
