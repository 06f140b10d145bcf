using System.Text;
using Transfer.Weights.Storage;
using Transfer.Weights.Torch;

namespace Transfer.Weights.Tests;

public class LargeFileTests
{
    private const long FiveBillion = 5_000_000_000;

    [Fact]
    public void A_safetensors_tensor_of_more_than_4_GB_is_read_in_pieces()
    {
        var header = $$"""{"w":{"dtype":"U8","shape":[{{FiveBillion}}],"data_offsets":[0,{{FiveBillion}}] } }""";
        var start = 8L + header.Length;
        var file = new SparseBytes(
            start + FiveBillion,
            (0, [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header)]),
            (start + FiveBillion - 2, [7, 9]));

        var tensor = Assert.Single(WeightsFileReader.Parse(file).Tensors);

        Assert.Equal(FiveBillion, tensor.ByteCount);
        Assert.Equal([0, 7, 9], ReadLast(tensor, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => tensor.Read(FiveBillion - 2, new byte[3]));
    }

    [Fact]
    public void A_torch_archive_of_more_than_4_GB_is_read_by_its_zip64_fields()
    {
        // data.pkl, then a record of 5 GB, then one that begins after it.
        var pickle = new PickleWriter().Op('}').Op('(')
            .Text("large").Tensor("ByteStorage", FiveBillion, 0, [FiveBillion], [1])
            .Text("late").Global("torch._utils", "_rebuild_tensor_v2").Op('(')
            .Storage("ByteStorage", "1", 2).Int(0).Ints(2).Ints(1).Op(0x89).Op('N').Op('t').Op('R')
            .Op('u').Stop();
        var pickleEntry = new Entry("a/data.pkl", 0, pickle.Length);
        var largeEntry = new Entry("a/data/0", pickleEntry.End, FiveBillion);
        var lateEntry = new Entry("a/data/1", largeEntry.End, 2);
        var end = End([pickleEntry, largeEntry, lateEntry], lateEntry.End);
        var file = new SparseBytes(
            lateEntry.End + end.Length,
            (0, [.. pickleEntry.Local(), .. pickle]),
            (largeEntry.Offset, largeEntry.Local()),
            (largeEntry.End - 1, [5]),
            (lateEntry.Offset, [.. lateEntry.Local(), 7, 9]),
            (lateEntry.End, end));

        var tensors = WeightsFileReader.Parse(file).Tensors;

        Assert.Equal(["large", "late"], tensors.Select(tensor => tensor.Name));
        Assert.Equal([0, 5], ReadLast(tensors[0], 2));
        Assert.Equal([7, 9], tensors[1].ToBytes());
    }

    [Fact]
    public void A_directory_of_unreasonable_size_is_refused_before_it_is_read()
    {
        var end = End([], FiveBillion, directoryLength: FiveBillion);
        var file = new SparseBytes(FiveBillion + end.Length, (FiveBillion, end));
        Assert.Contains(
            "are read", Assert.Throws<UnreadableWeightsException>(() => ZipDirectory.Read(file)).Found, StringComparison.Ordinal);
    }

    private static byte[] ReadLast(WeightTensor tensor, int count)
    {
        var bytes = new byte[count];
        tensor.Read(tensor.ByteCount - count, bytes);
        return bytes;
    }

    /// <summary>The directory, the zip64 end record, its locator and the end record (APPNOTE.TXT 4.3.12 to 4.3.16).</summary>
    private static byte[] End(Entry[] entries, long offset, long? directoryLength = null)
    {
        byte[] directory = [.. entries.SelectMany(entry => entry.Central())];
        return
        [
            .. directory,
            .. "PK\x06\x06"u8, .. BitConverter.GetBytes(44L), .. new byte[12],
            .. BitConverter.GetBytes((long)entries.Length), .. BitConverter.GetBytes((long)entries.Length),
            .. BitConverter.GetBytes(directoryLength ?? directory.Length),
            .. BitConverter.GetBytes(directoryLength is null ? offset : 0),
            .. "PK\x06\x07"u8, .. new byte[4], .. BitConverter.GetBytes(offset + directory.Length), .. BitConverter.GetBytes(1),
            .. "PK\x05\x06"u8, .. new byte[4], .. Enumerable.Repeat((byte)0xFF, 12), .. new byte[2],
        ];
    }

    private sealed record Entry(string Name, long Offset, long Length)
    {
        public long End => Offset + 30 + Name.Length + Length;

        public byte[] Local() =>
            [
                .. "PK\x03\x04"u8,
                .. new byte[22],
                .. BitConverter.GetBytes((short)Name.Length),
                .. new byte[2],
                .. Encoding.ASCII.GetBytes(Name)];

        public byte[] Central()
        {
            // Each field that does not fit stands in the extra field, and only those.
            byte[] wide = [.. Wide(Length), .. Wide(Length), .. Wide(Offset)];
            byte[] extra = [1, 0, .. BitConverter.GetBytes((short)wide.Length), .. wide];
            return
            [
                .. "PK\x01\x02"u8, .. new byte[16], .. Narrow(Length), .. Narrow(Length),
                .. BitConverter.GetBytes((short)Name.Length), .. BitConverter.GetBytes((short)extra.Length),
                .. new byte[10], .. Narrow(Offset), .. Encoding.ASCII.GetBytes(Name), .. extra,
            ];
        }

        private static byte[] Narrow(long value) => BitConverter.GetBytes(value < uint.MaxValue ? (uint)value : uint.MaxValue);

        private static byte[] Wide(long value) => value < uint.MaxValue ? [] : BitConverter.GetBytes(value);
    }
}
