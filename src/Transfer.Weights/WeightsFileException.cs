namespace Transfer.Weights;

/// <summary>
/// Thrown when pretrained weights cannot be had: the file is missing, damaged, of another format than
/// <c>.safetensors</c> and <c>torch.save</c>, or could not be downloaded. The message names the file, what was found in it
/// and what to do.
/// </summary>
/// <remarks>Nothing in a weights file is ever executed; a file that asks for that is refused with this
/// exception.</remarks>
public sealed class WeightsFileException : IOException
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="found">What was found there, without a full stop.</param>
    /// <param name="advice">What to do about it, in whole sentences.</param>
    /// <param name="inner">The cause.</param>
    public WeightsFileException(string path, string found, string advice, Exception? inner = null)
        : base($"{path}: {found}. {advice}", inner)
    {
        Path = path;
        Found = found;
        Advice = advice;
    }

    /// <summary>Gets the file that was read, or that a download would have written.</summary>
    public string Path { get; }

    /// <summary>Gets what was found there, such as "an HTML page" or "a TorchScript archive".</summary>
    public string Found { get; }

    /// <summary>Gets what to do about it, in whole sentences.</summary>
    public string Advice { get; }
}
