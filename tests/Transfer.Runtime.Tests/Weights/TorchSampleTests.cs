using System.Buffers.Binary;
using System.Text.Json;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Tests;

public class TorchSampleTests
{
    public static TheoryData<string> Files()
    {
        using var expected = Samples.Expected();
        return [.. expected.RootElement.EnumerateObject().Select(file => file.Name)];
    }

    [Fact]
    public void Every_sample_has_an_expectation()
    {
        using var expected = Samples.Expected();
        var files = Directory.EnumerateFiles(Samples.Folder, "*.pth").Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(expected.RootElement.EnumerateObject().Select(file => file.Name).Order(StringComparer.Ordinal), files);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Sample_holds_what_PyTorch_saved(string file)
    {
        using var json = Samples.Expected();
        var expected = json.RootElement.GetProperty(file).EnumerateObject().ToList();

        using var contents = WeightsFileReader.Read(Path.Combine(Samples.Folder, file));

        Assert.Equal(expected.Select(tensor => tensor.Name), contents.Select(tensor => tensor.Name));
        Assert.Empty(contents.Metadata);
        foreach (var tensor in expected)
        {
            Assert.True(contents.TryGet(tensor.Name, out var actual));
            AssertTensor(tensor.Value, actual);
        }
    }

    private static void AssertTensor(JsonElement expected, WeightTensor actual)
    {
        Assert.Equal(expected.GetProperty("dtype").GetString(), TorchName(actual.DType));
        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()), actual.Shape);

        // The file gives the first values and the sum of all, so both are compared: the values are exact in any order, the
        // sum up to the rounding of adding in another order.
        var values = Values(actual);
        var first = expected.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.Equal(first, values.Take(first.Length));
        Assert.True(first.Length == values.Length || first.Length == 32);
        Assert.Equal(expected.GetProperty("sum").GetDouble(), values.Sum(), 1e-12 * (1 + values.Sum(Math.Abs)));
        Assert.Equal(values.Select(value => (float)value), actual.ToSingle());
    }

    private static double[] Values(WeightTensor tensor)
    {
        var bytes = tensor.ToBytes();
        var size = bytes.Length == 0 ? 1 : (int)(bytes.Length / tensor.ElementCount);
        return [.. bytes.Chunk(size).Select(element => Value(tensor.DType, element))];
    }

    private static double Value(WeightDType dtype, byte[] element) => dtype switch
    {
        WeightDType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(element),
        WeightDType.F32 => BinaryPrimitives.ReadSingleLittleEndian(element),
        WeightDType.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
        WeightDType.BF16 => BinaryPrimitives.ReadSingleLittleEndian([0, 0, .. element]),
        WeightDType.I64 => BinaryPrimitives.ReadInt64LittleEndian(element),
        _ => throw new InvalidOperationException($"No sample has {dtype}."),
    };

    private static string TorchName(WeightDType dtype) => dtype switch
    {
        WeightDType.F64 => "float64",
        WeightDType.F32 => "float32",
        WeightDType.F16 => "float16",
        WeightDType.BF16 => "bfloat16",
        WeightDType.I64 => "int64",
        _ => dtype.ToString(),
    };
}
