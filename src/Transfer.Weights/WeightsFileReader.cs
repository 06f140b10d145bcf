using Transfer.Weights.Safetensors;
using Transfer.Weights.Storage;
using Transfer.Weights.Torch;

namespace Transfer.Weights;

/// <summary>Opens a weights file of any supported format.</summary>
public static class WeightsFileReader
{
    /// <summary>
    /// Reads what the file holds, checks all of it, and leaves the tensors' bytes in the file for
    /// <see cref="WeightTensor.Read"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file; dispose of it.</returns>
    /// <exception cref="WeightsFileException">The file is missing, unreadable, damaged, or no weights file.</exception>
    public static WeightsFileContents Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = Open(path);
        try
        {
            return new WeightsFileContents(path, Parse(file), file);
        }
        catch (UnreadableWeightsException e)
        {
            file.Dispose();
            throw new WeightsFileException(path, e.Found, e.Advice, e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static FileBytes Open(string path)
    {
        try
        {
            return FileBytes.Open(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WeightsFileException(path, "there is no such file", "Check the path.", e);
        }
        catch (UnauthorizedAccessException e) when (Directory.Exists(path))
        {
            throw new WeightsFileException(path, "a folder", "Name the file inside it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new WeightsFileException(path, $"the file cannot be opened ({e.Message})", "Check its permissions.", e);
        }
    }

    internal static WeightsContent Parse(WeightBytes file)
    {
        var head = new byte[Math.Min(file.Length, WeightsFileFormats.HeadLength)];
        file.Read(0, head);
        return WeightsFileFormats.Sniff(head) switch
        {
            WeightsFileFormat.Safetensors => SafetensorsReader.Read(file),
            WeightsFileFormat.TorchZip => TorchZipReader.Read(file),
            _ => TorchLegacyReader.Read(file),
        };
    }
}
