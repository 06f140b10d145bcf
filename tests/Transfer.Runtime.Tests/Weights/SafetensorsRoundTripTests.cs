using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Transfer.Weights.Safetensors;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Tests;

public class SafetensorsRoundTripTests
{
    private static readonly Gen<SavedTensor[]> Tensors =
        Gen.Select(Gen.String[0, 12].Where(IsUnicode), Gen.Enum<WeightDType>(), Gen.Long[0, 4].Array[0, 4])
            .SelectMany((name, dtype, shape) =>
            {
                var length = (int)shape.Aggregate(1L, (product, size) => product * size) * dtype.Size();
                return Gen.Byte.Array[length].Select(bytes => new SavedTensor(name, dtype, [.. shape], bytes));
            })
            .Array[0, 6]
            .Where(tensors => tensors.Select(tensor => tensor.Name).Distinct(StringComparer.Ordinal).Count() == tensors.Length);

    private static readonly Gen<Dictionary<string, string>> Metadata =
        Gen.Dictionary(Gen.String[0, 8].Where(IsUnicode), Gen.String[0, 8].Where(IsUnicode))[0, 4];

    [Fact]
    public void What_is_written_is_read_back_in_its_order() => Gen.Select(Tensors, Metadata).Sample(
        (tensors, metadata) =>
        {
            using var folder = new TemporaryFolder();
            var path = folder.At("model.safetensors");
            SafetensorsWriter.Write(path, [.. tensors.Select(tensor => tensor.ToEntry())], metadata);

            using var contents = WeightsFileReader.Read(path);

            Assert.Equal(metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal), contents.Metadata);
            Assert.Equal(tensors.Length, contents.Count);
            foreach (var (written, read) in tensors.Zip(contents))
            {
                Assert.Equal((written.Name, written.DType), (read.Name, read.DType));
                Assert.Equal(written.Shape.AsEnumerable(), read.Shape.AsEnumerable());
                Assert.Equal(written.Bytes, read.ToBytes());
            }
        },
        iter: 300);

    [Fact]
    public void The_same_input_gives_the_same_bytes_with_every_tensor_aligned() => Gen.Select(Tensors, Metadata).Sample(
        (tensors, metadata) =>
        {
            var entries = tensors.Select(tensor => tensor.ToEntry()).ToList();
            var bytes = ToBytes(entries, metadata);
            Assert.Equal(bytes, ToBytes(entries, metadata.Reverse().ToDictionary()));

            var headerLength = BitConverter.ToInt64(bytes);
            var header = SafetensorsHeader.Parse(bytes.AsMemory(8, (int)headerLength));
            Assert.Equal(0, headerLength % 8);
            Assert.All(header.Entries, entry => Assert.Equal(0, entry.Begin % entry.DType.Size()));
        },
        iter: 300);

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        var bytes = ToBytes(
            [
                SafetensorsEntry.Of("b", WeightDType.Bool, [3], new byte[] { 1, 0, 1 }),
                SafetensorsEntry.Of("w", WeightDType.F32, [1, 2], new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0, 0x40 }),
            ],
            new Dictionary<string, string> { ["format"] = "pt" });

        const string Header = """{"__metadata__":{"format":"pt"},"b":{"dtype":"BOOL","shape":[3],"data_offsets":[8,11]}"""
            + ""","w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""";
        var padded = Header.PadRight((Header.Length + 7) / 8 * 8);
        Assert.Equal(
            [
                .. BitConverter.GetBytes((long)padded.Length),
                .. Encoding.UTF8.GetBytes(padded),
                0,
                0,
                0x80,
                0x3F,
                0,
                0,
                0,
                0x40,
                1,
                0,
                1],
            bytes);
    }

    [Fact]
    public void A_torch_file_becomes_a_safetensors_file_with_the_same_tensors()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("model.safetensors");
        using var torch = WeightsFileReader.Read(Path.Combine(Samples.Folder, "views_shared_storage.pth"));
        SafetensorsWriter.Write(path, [.. torch.Select(SafetensorsEntry.Of)]);

        using var contents = WeightsFileReader.Read(path);

        Assert.Equal(torch.Select(tensor => tensor.Name), contents.Select(tensor => tensor.Name));
        Assert.All(torch.Zip(contents), pair => Assert.Equal(pair.First.ToSingle(), pair.Second.ToSingle()));
    }

    private static byte[] ToBytes(IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, entries, metadata);
        return stream.ToArray();
    }

    private static bool IsUnicode(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private sealed record SavedTensor(string Name, WeightDType DType, ImmutableArray<long> Shape, byte[] Bytes)
    {
        public SafetensorsEntry ToEntry() => SafetensorsEntry.Of(Name, DType, Shape, Bytes);
    }
}
