using System.Buffers.Binary;
using System.Text;
using Transfer.Weights.Storage;
using Transfer.Weights.Torch;

namespace Transfer.Weights;

/// <summary>The formats that <see cref="WeightsFileReader"/> reads.</summary>
internal enum WeightsFileFormat
{
    Safetensors,

    /// <summary><c>torch.save</c> since PyTorch 1.6.</summary>
    TorchZip,

    /// <summary><c>torch.save</c> before: a sequence of pickles, then the storages.</summary>
    TorchLegacy,
}

/// <summary>Determines a format by the first bytes, since extensions can be wrong.</summary>
internal static class WeightsFileFormats
{
    /// <summary>As many bytes as are needed to tell: the tar magic ends at 262.</summary>
    public const int HeadLength = 512;

    /// <exception cref="UnreadableWeightsException">None of them; the message says what it is instead.</exception>
    public static WeightsFileFormat Sniff(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\x03\x04"u8))
        {
            return WeightsFileFormat.TorchZip;
        }

        if (head.StartsWith(TorchLegacyReader.Magic))
        {
            return WeightsFileFormat.TorchLegacy;
        }

        // No header has 4 GB, and text has no zero bytes: so a text with a brace in ninth place is no safetensors file.
        if (head.Length > 8 && head[8] == '{' && BinaryPrimitives.ReadUInt64LittleEndian(head) <= uint.MaxValue)
        {
            return WeightsFileFormat.Safetensors;
        }

        throw Refuse(head);
    }

    private static UnreadableWeightsException Refuse(ReadOnlySpan<byte> head)
    {
        const string Save = "In Python, save the weights with torch.save(model.state_dict(), path), or with safetensors.";
        if (head.IsEmpty)
        {
            return new("an empty file", UnreadableWeightsException.DownloadAgain);
        }

        if (head.Length >= 262 && head[257..262].SequenceEqual("ustar"u8))
        {
            return new(
                "a tar archive, perhaps one of torch.save before PyTorch 0.1.10",
                "If it is, load it in Python with torch.load(path, weights_only=False) and save its state dict again.");
        }

        if (head is [0x80, >= 2 and <= 5, ..])
        {
            return new("a bare pickle, which torch.save does not write", Save);
        }

        if (head is [0x1F, 0x8B, ..])
        {
            return new("a gzip-compressed file", "Decompress it and read what is inside.");
        }

        if (head is [0x89, (byte)'H', (byte)'D', (byte)'F', ..])
        {
            return new("an HDF5 file, as Keras writes it", Save);
        }

        if (head.StartsWith("version https://git-lfs"u8))
        {
            return new(
                "a Git LFS pointer, not the file that it stands for", "Run git lfs pull in the repository that it came from.");
        }

        if (head.StartsWith("PK"u8))
        {
            return new("an empty or split zip archive", UnreadableWeightsException.DownloadAgain);
        }

        if (Text(head) is not { } text)
        {
            var first = Convert.ToHexString(head[..Math.Min(8, head.Length)]);
            return new($"neither a .safetensors file nor one of torch.save: it begins with {first}", Save);
        }

        return LooksLikeHtml(text)
            ? new(
                "an HTML page, probably an error page of the download",
                "Look at it in a browser, and download the file again.")
            : new($"a text that begins with \"{Excerpt(text)}\"", UnreadableWeightsException.DownloadAgain);
    }

    private static bool LooksLikeHtml(string text) => text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('<');

    private static string Excerpt(string text)
    {
        var line = text.Split('\n')[0].TrimEnd();
        return line.Length <= 40 ? line : line[..40] + "…";
    }

    private static string? Text(ReadOnlySpan<byte> head)
    {
        // The head may end within a character, which decodes to one replacement at its end.
        var text = Encoding.UTF8.GetString(head).TrimEnd('\uFFFD');
        return text.Any(c => c == '\uFFFD' || (char.IsControl(c) && c is not ('\t' or '\r' or '\n'))) ? null : text;
    }
}
