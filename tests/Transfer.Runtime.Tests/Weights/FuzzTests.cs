using CsCheck;
using Transfer.Weights.Safetensors;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Tests;

/// <summary>Damaged files are read or refused: nothing else is thrown, and no more is allocated than the file
/// justifies.</summary>
public class FuzzTests
{
    // A pickle costs at most a hundred bytes of memory a byte, and the tensors of a damaged state dict may be views larger
    // than the file; both are far below this for files of a few kilobytes.
    private const long MaxAllocated = 128 << 20;

    // An empty file has nothing to cut off or to flip.
    public static TheoryData<string> Files() =>
    [
        .. Samples.All().Where(path => new FileInfo(path).Length > 0).Select(path => Path.GetRelativePath(Samples.Folder, path)),
        "model.safetensors",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_truncation_is_refused(string file)
    {
        var whole = Load(file);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.False(TryRead(whole[..length]), $"the first {length} of {whole.Length} bytes were read");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Flipped_bytes_are_read_or_refused(string file)
    {
        var whole = Load(file);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 4].Sample(
            changes =>
            {
                var bytes = whole.ToArray();
                foreach (var (at, value) in changes)
                {
                    bytes[at] = value;
                }

                TryRead(bytes);
            },
            iter: 2000);
    }

    private static byte[] Load(string file)
    {
        if (file != "model.safetensors")
        {
            return File.ReadAllBytes(Path.Combine(Samples.Folder, file));
        }

        using var stream = new MemoryStream();
        using var source = WeightsFileReader.Read(Path.Combine(Samples.Folder, "views_shared_storage.pth"));
        SafetensorsWriter.Write(
            stream, [.. source.Select(SafetensorsEntry.Of)], new Dictionary<string, string> { ["format"] = "pt" });
        return stream.ToArray();
    }

    /// <summary>False when refused; anything but a refusal escapes.</summary>
    private static bool TryRead(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            foreach (var tensor in WeightsFileReader.Parse(new MemoryBytes(bytes)).Tensors)
            {
                tensor.ToBytes();
            }

            return true;
        }
        catch (UnreadableWeightsException)
        {
            return false;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
        }
    }
}
