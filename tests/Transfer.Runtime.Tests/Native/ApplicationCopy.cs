using System.Text;
using TorchSharp;

namespace Transfer.Native.Tests;

/// <summary>A copy of this test's output, of links, whose native libraries may be taken away or altered.</summary>
internal sealed class ApplicationCopy : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("transfer-native-");

    public ApplicationCopy()
    {
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
        {
            // The host follows a link to the application itself, and would take the link's target for the application.
            if (Path.GetFileName(file).StartsWith(typeof(ApplicationCopy).Assembly.GetName().Name!, StringComparison.Ordinal))
            {
                File.Copy(file, Path.Combine(Root, Path.GetFileName(file)));
            }
            else
            {
                File.CreateSymbolicLink(Path.Combine(Root, Path.GetFileName(file)), file);
            }
        }

        var original = Path.GetDirectoryName(OriginalOf("libLibTorchSharp.so"))!;
        NativeDirectory = Path.Combine(Root, Path.GetRelativePath(AppContext.BaseDirectory, original));
        Directory.CreateDirectory(NativeDirectory);
        foreach (var library in Directory.GetFiles(original))
        {
            File.CreateSymbolicLink(PathOf(Path.GetFileName(library)), library);
        }
    }

    public string Root => root.FullName;

    public string NativeDirectory { get; }

    public static string OriginalOf(string library) =>
        new LibrarySearch(LibraryDirectories.For(typeof(torch).Assembly)).Locate(library)
        ?? throw new FileNotFoundException($"The test's output has no {library}.");

    public string PathOf(string library) => Path.Combine(NativeDirectory, library);

    public void Remove(string pattern)
    {
        foreach (var library in Directory.GetFiles(NativeDirectory, pattern))
        {
            File.Delete(library);
        }
    }

    /// <summary>Puts bytes in place of a library.</summary>
    public void Replace(string library, ReadOnlySpan<byte> bytes)
    {
        File.Delete(PathOf(library)); // the link, not what it leads to
        File.WriteAllBytes(PathOf(library), bytes);
    }

    /// <summary>Renames a symbol version that a library needs, in a copy of the library.</summary>
    public void RenameVersion(string library, string from, string to)
    {
        var bytes = File.ReadAllBytes(PathOf(library));
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes($"\0{from}\0"));
        Assert.True(at >= 0 && from.Length == to.Length, $"{library} does not name {from}");
        Encoding.UTF8.GetBytes(to).CopyTo(bytes, at + 1);
        Replace(library, bytes);
    }

    public void Dispose() => root.Delete(recursive: true);
}
