namespace Transfer.Graphs;

/// <summary>Provides operations on module paths (<c>layer4.0.conv1</c>).</summary>
public static class ModulePath
{
    /// <summary>Joins two paths, either of which may be empty.</summary>
    /// <param name="parent">The path of a module: <c>layer4.0</c>.</param>
    /// <param name="child">The path within it: <c>conv1.weight</c>.</param>
    /// <returns>The joined path: <c>layer4.0.conv1.weight</c>.</returns>
    public static string Join(string parent, string child) =>
        parent.Length == 0 ? child : child.Length == 0 ? parent : parent + "." + child;

    /// <summary>Returns whether a path is that of a module or of something inside it.</summary>
    /// <param name="path">The path: <c>layer4.0.conv1</c>.</param>
    /// <param name="module">The module's path: <c>layer4</c>; empty for the network itself.</param>
    /// <returns>True if it is.</returns>
    public static bool IsWithin(string path, string module) =>
        module.Length == 0
        || (path.StartsWith(module, StringComparison.Ordinal) && (path.Length == module.Length || path[module.Length] == '.'));

    /// <summary>Returns the first <paramref name="depth"/> segments.</summary>
    internal static string Prefix(string path, int depth) => string.Join(".", path.Split('.').Take(depth));

    internal static int Depth(string path) => path.Length == 0 ? 0 : path.Count(letter => letter == '.') + 1;
}
