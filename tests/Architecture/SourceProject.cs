using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Transfer.Architecture;

/// <summary>
/// A project of src/ as the compiler saw it. Its build leaves the compiler's arguments in obj, where they are read again, so that
/// sources, references and symbols are the real ones.
/// </summary>
internal sealed class SourceProject
{
    /// <summary>What stands for the folder of the project itself.</summary>
    public const string RootFolder = "(root)";

    private readonly string directory;

    private SourceProject(string path)
    {
        directory = Path.GetDirectoryName(path)!;
        Name = Path.GetFileNameWithoutExtension(path);
        Definition = XDocument.Load(path);
        Compilation = Compile();
        Sources = [.. Compilation.SyntaxTrees.Where(tree => IsOwn(tree.FilePath))];
    }

    public static IReadOnlyList<SourceProject> All { get; } = [.. Repository.Projects.Select(path => new SourceProject(path))];

    public static TheoryData<string> Names { get; } = [
        .. Repository.Projects.Select(path => Path.GetFileNameWithoutExtension(path))];

    public string Name { get; }

    /// <summary>Gets the project file.</summary>
    public XDocument Definition { get; }

    /// <summary>Gets the namespace of the project's own folder.</summary>
    public string RootNamespace => Definition.Descendants("RootNamespace").SingleOrDefault()?.Value ?? Name;

    public CSharpCompilation Compilation { get; }

    /// <summary>The files of the project's own directory: neither linked nor generated ones.</summary>
    public IReadOnlyList<SyntaxTree> Sources { get; }

    public static SourceProject Named(string name) => All.Single(project => project.Name == name);

    public bool IsOwn(string path) => FromDirectory(path).Split('/')[0] is not (".." or "obj");

    /// <summary>Returns the folder of a file, as <c>Recipes/Selection</c>.</summary>
    public string FolderOf(string path) =>
        FromDirectory(path) is var name && name.LastIndexOf('/') is > 0 and var end ? name[..end] : RootFolder;

    private string FromDirectory(string path) => Path.GetRelativePath(directory, path).Replace('\\', '/');

    private CSharpCompilation Compile()
    {
        var outputs = Path.Combine(directory, "obj", Repository.Configuration);
        var response = Directory.GetFiles(outputs, "compiler.rsp", SearchOption.AllDirectories);
        Assert.True(
            response.Length == 1, $"{response.Length} files compiler.rsp under {outputs}; build again with --no-incremental");
        var arguments = CSharpCommandLineParser.Default.Parse(["@" + response[0]], directory, sdkDirectory: null);
        return CSharpCompilation.Create(
            Name,
            arguments.SourceFiles.Select(file => CSharpSyntaxTree.ParseText(
                SourceText.From(File.ReadAllText(file.Path)), arguments.ParseOptions, file.Path)),
            arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(
                Path.GetFullPath(reference.Reference, directory), reference.Properties)),
            arguments.CompilationOptions).Complete(arguments);
    }
}
