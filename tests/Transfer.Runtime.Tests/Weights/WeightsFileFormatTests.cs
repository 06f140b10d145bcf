using System.Text;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Tests;

public class WeightsFileFormatTests
{
    public static readonly TheoryData<byte[], string> Others = new()
    {
        { [.. new byte[257], .. "ustar"u8], "a tar archive, perhaps one of torch.save before PyTorch 0.1.10" },
        { [0x1F, 0x8B, 8], "a gzip-compressed file" },
        { [0x89, .. "HDF\r\n"u8], "an HDF5 file" },
        { [.. "version https://git-lfs.github.com/spec/v1\n"u8], "a Git LFS pointer" },
        { [.. "PK\x05\x06"u8], "an empty or split zip archive" },
        { [.. "\uFEFF \r\n<!DOCTYPE html>"u8], "an HTML page" },
        { [.. "{\"error\": {\"code\": 1}}"u8], "a text that begins with \"{\"error\": {\"code\": 1}}\"" },
        { Encoding.UTF8.GetBytes(new string('é', 300)), "a text that begins with \"" + new string('é', 40) + "…\"" },
        { [0x80, 0x03, 0x7D], "a bare pickle" },
        { [1, 2, 3], "it begins with 010203" },
        { [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "it begins with 0001020304050607" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Other_formats_are_told_by_their_first_bytes(byte[] head, string found) => Assert.Contains(
        found, Assert.Throws<UnreadableWeightsException>(() => WeightsFileFormats.Sniff(head)).Found, StringComparison.Ordinal);

    [Fact]
    public void The_extension_counts_for_nothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("model.safetensors");
        File.Copy(Path.Combine(Samples.Folder, "zip.pth"), path);
        Assert.Equal(8, Samples.ReadAll(path).Count);
    }
}
