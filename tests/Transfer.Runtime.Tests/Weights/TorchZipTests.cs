using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Transfer.Weights.Tests;

public class TorchZipTests
{
    private static readonly byte[] OneTwo = [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40];

    [Fact]
    public void An_archive_by_another_zip_writer_is_read() =>
        Assert.Equal([1f, 2f], Read(TorchArchive.Create(StateDict("FloatStorage", 2, 0, [2], [1]), ("data/0", OneTwo))));

    [Fact]
    public void A_comment_at_the_end_of_the_archive_is_no_hindrance()
    {
        var zip = TorchArchive.Create(StateDict("FloatStorage", 2, 0, [2], [1]), ("data/0", OneTwo));
        var comment = "a comment"u8;
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.Length - 2), (ushort)comment.Length);
        Assert.Equal([1f, 2f], Read([.. zip, .. comment]));
    }

    [Theory]
    [InlineData("DoubleStorage", "000000000000F83F", 1.5f)]
    [InlineData("FloatStorage", "0000C03F", 1.5f)]
    [InlineData("HalfStorage", "003E", 1.5f)]
    [InlineData("BFloat16Storage", "C03F", 1.5f)]
    [InlineData("LongStorage", "FEFFFFFFFFFFFFFF", -2f)]
    [InlineData("IntStorage", "FEFFFFFF", -2f)]
    [InlineData("ShortStorage", "FEFF", -2f)]
    [InlineData("CharStorage", "FE", -2f)]
    [InlineData("ByteStorage", "FE", 254f)]
    [InlineData("BoolStorage", "01", 1f)]
    [InlineData("BoolStorage", "00", 0f)]
    [InlineData("BoolStorage", "02", 1f)]
    public void Every_element_type_is_read(string storage, string hex, float value) =>
        Assert.Equal(
            [value], Read(TorchArchive.Create(StateDict(storage, 1, 0, [], []), ("data/0", Convert.FromHexString(hex)))));

    [Theory]
    [InlineData(new long[] { 2, 2 }, new long[] { 1, 2 }, 0, new float[] { 0, 2, 1, 3 })]
    [InlineData(new long[] { 2, 3 }, new long[] { 0, 1 }, 1, new float[] { 1, 2, 3, 1, 2, 3 })]
    [InlineData(new long[] { 2, 2 }, new long[] { 3, 2 }, 1, new float[] { 1, 3, 4, 6 })]
    [InlineData(new long[] { 1, 3, 1 }, new long[] { 99, 1, 77 }, 2, new float[] { 2, 3, 4 })]
    [InlineData(new long[] { 0, 5 }, new long[] { 5, 7 }, 7, new float[0])]
    public void Views_are_read_in_row_major_order(long[] size, long[] stride, long offset, float[] expected) =>
        Assert.Equal(
            expected,
            Read(TorchArchive.Create(StateDict("ByteStorage", 7, offset, size, stride), ("data/0", [0, 1, 2, 3, 4, 5, 6]))));

    [Theory]
    [InlineData(new long[] { 8 }, new long[] { 1 }, 0, "reaches outside its storage")]
    [InlineData(new long[] { 7 }, new long[] { 1 }, 1, "reaches outside its storage")]
    [InlineData(new long[] { 2, 2 }, new long[] { 6, 1 }, 0, "reaches outside its storage")]
    [InlineData(new long[] { 0 }, new long[] { 1 }, 8, "reaches outside its storage")]
    [InlineData(new long[] { 7 }, new long[] { -1 }, 6, "negative offset, size or stride")]
    [InlineData(new long[] { -1 }, new long[] { 1 }, 0, "negative offset, size or stride")]
    [InlineData(new long[] { 1 }, new long[] { 1 }, -1, "negative offset, size or stride")]
    [InlineData(new long[] { 2 }, new long[] { 1, 1 }, 0, "2 sizes and 2 strides|1 sizes and 2 strides")]
    [InlineData(new long[] { 1L << 32, 1L << 32 }, new long[] { 0, 0 }, 0, "larger than any memory")]
    [InlineData(new long[] { 2, 2 }, new long[] { long.MaxValue, long.MaxValue }, 0, "larger than any memory")]
    [InlineData(new long[] { 2 }, new long[] { long.MaxValue }, 1, "larger than any memory")]
    [InlineData(new long[] { 1L << 40 }, new long[] { 0 }, 0, "times the bytes of the file")]
    public void Layouts_that_leave_the_storage_are_refused(long[] size, long[] stride, long offset, string found) =>
        AssertRefused(found, TorchArchive.Create(StateDict("ByteStorage", 7, offset, size, stride), ("data/0", new byte[7])));

    [Fact]
    public void Many_expanded_tensors_count_together()
    {
        // Each alone is within what a small file may hold.
        var pickle = new PickleWriter().Op('}').Op('(');
        for (var i = 0; i < 3; i++)
        {
            pickle.Text($"w{i}").Tensor("ByteStorage", 7, 0, [30 << 20], [0]);
        }

        AssertRefused("at \"w2\"", TorchArchive.Create(pickle.Op('u').Stop(), ("data/0", new byte[7])));
    }

    [Fact]
    public void More_dimensions_than_PyTorch_has_are_refused()
    {
        var ones = Enumerable.Repeat(1L, 65).ToArray();
        AssertRefused("65 dimensions", TorchArchive.Create(StateDict("ByteStorage", 7, 0, ones, ones), ("data/0", new byte[7])));
    }

    [Theory]
    [InlineData(3, "has 8 bytes instead of 3 elements of 4")]
    [InlineData(1, "has 8 bytes instead of 1 elements of 4")]
    [InlineData(-1, "a storage of -1 elements")]
    [InlineData(long.MaxValue, "a storage of 9223372036854775807 elements")]
    [InlineData(1L << 61, "a storage of 2305843009213693952 elements|has 8 bytes")]
    public void A_storage_of_another_length_than_its_record_is_refused(long length, string found) =>
        AssertRefused(found, TorchArchive.Create(StateDict("FloatStorage", length, 0, [1], [1]), ("data/0", OneTwo)));

    [Fact]
    public void A_storage_without_a_record_is_refused() =>
        AssertRefused(
            "without the record data/0", TorchArchive.Create(StateDict("FloatStorage", 2, 0, [2], [1]), ("data/1", OneTwo)));

    [Theory]
    [InlineData("ComplexFloatStorage")]
    [InlineData("ComplexDoubleStorage")]
    [InlineData("QInt8Storage")]
    public void Element_types_that_are_not_supported_are_named(string storage) =>
        AssertRefused(
            $"tensors of type torch.{storage}", TorchArchive.Create(StateDict(storage, 1, 0, [1], [1]), ("data/0", OneTwo)));

    [Fact]
    public void Compressed_records_are_refused_unread() => AssertRefused(
        "is compressed or encrypted",
        TorchArchive.Zip(
            CompressionLevel.SmallestSize,
            ("a/data.pkl", StateDict("ByteStorage", 1 << 20, 0, [1], [1])),
            ("a/data/0", new byte[1 << 20])));

    [Theory]
    [InlineData("little", null)]
    [InlineData("big", "not little-endian")]
    [InlineData("a word that is far too long", "at most 16 are read")]
    public void The_byte_order_is_heeded(string order, string? found)
    {
        var zip = TorchArchive.Create(
            StateDict("FloatStorage", 2, 0, [2], [1]), ("data/0", OneTwo), ("byteorder", Encoding.ASCII.GetBytes(order)));
        if (found is null)
        {
            Assert.Equal([1f, 2f], Read(zip));
        }
        else
        {
            AssertRefused(found, zip);
        }
    }

    [Fact]
    public void An_archive_without_a_pickle_or_with_two_is_refused()
    {
        AssertRefused("0 records */data.pkl", TorchArchive.Zip(CompressionLevel.NoCompression, ("word/document.xml", [1])));
        AssertRefused(
            "2 records */data.pkl", TorchArchive.Zip(CompressionLevel.NoCompression, ("a/data.pkl", [1]), ("b/data.pkl", [1])));
    }

    [Fact]
    public void Two_records_of_one_name_are_refused() => AssertRefused(
        "two records named \"archive/data/0\"",
        TorchArchive.Create(StateDict("FloatStorage", 2, 0, [2], [1]), ("data/0", OneTwo), ("data/0", OneTwo)));

    [Fact]
    public void Records_that_share_bytes_are_refused()
    {
        // The second record gets the first one's name and place.
        var zip = TorchArchive.Create(StateDict("FloatStorage", 2, 0, [2], [1]), ("data/0", OneTwo), ("data/1", OneTwo));
        var central = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(central + 42), zip.AsSpan().IndexOf("PK\x03\x04"u8) + 1);
        AssertRefused("no record \"archive/data/1\"", zip);

        var first = zip.AsSpan()[..central].LastIndexOf("PK\x01\x02"u8);
        var offset = BinaryPrimitives.ReadInt32LittleEndian(zip.AsSpan(first + 42));
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(central + 42), offset);
        zip[central + 46 + "archive/data/".Length] = (byte)'0';
        AssertRefused("two records named", zip);
    }

    [Fact]
    public void A_record_that_reaches_into_the_next_is_refused()
    {
        var zip = TorchArchive.Create(StateDict("FloatStorage", 2, 0, [2], [1]), ("data/0", OneTwo), ("data/1", OneTwo));
        var last = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        var middle = zip.AsSpan()[..last].LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteInt32LittleEndian(zip.AsSpan(middle + 20), 60);
        AssertRefused("overlaps the one before it", zip);
    }

    private static byte[] StateDict(string storage, long length, long offset, long[] size, long[] stride) =>
        new PickleWriter().Op('}').Text("w").Tensor(storage, length, offset, size, stride).Op('s').Stop();

    private static float[] Read(byte[] zip)
    {
        using var folder = new TemporaryFolder();
        using var contents = WeightsFileReader.Read(folder.Write("model.pth", zip));
        return Assert.Single(contents).ToSingle();
    }

    private static void AssertRefused(string found, byte[] zip)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.pth", zip);
        var error = Assert.Throws<WeightsFileException>(() => WeightsFileReader.Read(path));
        Assert.Contains(found.Split('|'), text => error.Found.Contains(text, StringComparison.Ordinal));
    }
}
