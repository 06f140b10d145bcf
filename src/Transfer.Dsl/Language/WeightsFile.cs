using Transfer.Steps;

namespace Transfer;

/// <summary>A file of weights: .safetensors, or PyTorch's .pth (zip format).</summary>
public sealed record WeightsFile
{
    private WeightsFile(string path) => Path = path;

    /// <summary>The file's path, as given.</summary>
    public string Path { get; }

    /// <summary>Names a file; nothing is opened before the model is built.</summary>
    /// <param name="path">The file's path; relative ones start at the current directory when the model is built.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static WeightsFile At(string path)
    {
        Argument.Named(path, nameof(path));
        return new WeightsFile(path);
    }
}
