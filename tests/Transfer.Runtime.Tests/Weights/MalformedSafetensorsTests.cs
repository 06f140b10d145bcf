using System.Text;

namespace Transfer.Weights.Tests;

public class MalformedSafetensorsTests
{
    public static readonly TheoryData<string, int, string> Cases = new()
    {
        { """{"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}""", 2, "not valid JSON" },
        { """{"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},}""", 2, "not valid JSON" },
        { """{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"w":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "twice" },
        { """{"w":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\u0077":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "twice" },
        { """{"w":{"dtype":"U8","dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 2, "twice" },
        { """{"__metadata__":{"a":"1","a":"2"}}""", 0, "twice" },
        { """{"__metadata__":{"a":1}}""", 0, "metadata \"a\" that is not a string" },
        { """{"__metadata__":{"a":null}}""", 0, "metadata \"a\" that is not a string" },
        { """{"__metadata__":[]}""", 0, "metadata that is not a JSON object" },
        { """{"w":[]}""", 0, "an entry \"w\" that is not a JSON object" },
        { """{"\uD800":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", 0, "not valid JSON" },
        { """{"w":{"shape":[2],"data_offsets":[0,2]}}""", 2, "\"w\" without a dtype" },
        { """{"w":{"dtype":1,"shape":[2],"data_offsets":[0,2]}}""", 2, "\"w\" without a dtype" },
        { """{"w":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}""", 8, "tensors of type C64" },
        { """{"w":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1, "tensors of type F8_E4M3" },
        { """{"w":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}""", 4, "tensors of type f32" },
        { """{"w":{"dtype":"U8","data_offsets":[0,2]}}""", 2, "\"w\" without shape" },
        { """{"w":{"dtype":"U8","shape":2,"data_offsets":[0,2]}}""", 2, "\"w\" without shape" },
        { """{"w":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1, "shape contains something other than whole numbers" },
        { """{"w":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", 1, "shape contains something other than whole numbers" },
        { """{"w":{"dtype":"U8","shape":["1"],"data_offsets":[0,1]}}""", 1, "shape contains something other than whole numbers" },
        { """{"w":{"dtype":"U8","shape":[9223372036854775808],"data_offsets":[0,1]}}""", 1, "shape contains something other than whole numbers" },
        { """{"w":{"dtype":"U8","shape":[2]}}""", 2, "\"w\" without data_offsets" },
        { """{"w":{"dtype":"U8","shape":[2],"data_offsets":[0]}}""", 2, "data_offsets are not [begin, end]" },
        { """{"w":{"dtype":"U8","shape":[2],"data_offsets":[0,1,2]}}""", 2, "data_offsets are not [begin, end]" },
        { """{"w":{"dtype":"U8","shape":[2],"data_offsets":[2,0]}}""", 2, "data_offsets are not [begin, end]" },
        { """{"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2],"strides":[1]}}""", 2, "an unknown property \"strides\"" },
        { """{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,2]}}""", 2, "with 2 bytes instead of 8" },
        { """{"w":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "larger than any memory" },
        { """{"w":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,0]}}""", 0, "larger than any memory" },
        { """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "\"b\" overlaps" },
        { """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 2, "\"b\" overlaps" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""", 3, "\"b\" leaves a gap" },
        { """{"w":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "\"w\" leaves a gap" },
        { """{"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 3, "3 bytes of data where its header describes 2" },
        { """{"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", 1, "1 bytes of data where its header describes 2" },
        { """{"w":{"dtype":"U8","shape":[2],"data_offsets":[0,9223372036854775807]}}""", 2, "with 9223372036854775807 bytes instead of 2" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Broken_rule_is_named(string header, int dataLength, string found) =>
        AssertRefused(
            [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[dataLength]], found);

    [Theory]
    [InlineData(100_000_001, "a header of 100000001 bytes")]
    [InlineData(100_000_000, "truncated in its header")]
    [InlineData(3, "truncated in its header")]
    [InlineData(0, "not valid JSON")]
    public void Header_length_is_checked_against_the_format_and_the_file(long length, string found) =>
        AssertRefused([.. BitConverter.GetBytes(length), (byte)'{', (byte)'}'], found);

    [Fact]
    public void Text_that_is_not_UTF8_is_refused() =>
        AssertRefused([.. BitConverter.GetBytes(7L), .. "{\""u8, 0xFF, .. "\":1}"u8], "not valid JSON");

    [Theory]
    [InlineData("""{}""", 0)]
    [InlineData("""{"__metadata__":{}}      """, 0)]
    [InlineData("""{"b":{"data_offsets":[2,3],"shape":[1],"dtype":"U8"},"a":{"dtype":"I16","shape":[],"data_offsets":[0,2]}}""", 3)]
    [InlineData("""{"z":{"dtype":"F32","shape":[0,4611686018427387904],"data_offsets":[0,0]}}""", 0)]
    public void What_the_format_allows_is_read(string header, int dataLength)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write(
            "model", [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[dataLength]]);
        Assert.Equal(dataLength, Samples.ReadAll(path).Sum(bytes => bytes.Length));
    }

    private static void AssertRefused(byte[] file, string found)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.safetensors", file);
        var error = Assert.Throws<WeightsFileException>(() => WeightsFileReader.Read(path));
        Assert.Contains(found, error.Found, StringComparison.Ordinal);
        Assert.Equal(path, error.Path);
    }
}
