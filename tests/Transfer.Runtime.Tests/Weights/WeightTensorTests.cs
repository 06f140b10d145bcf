using CsCheck;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Tests;

public class WeightTensorTests
{
    [Fact]
    public void Wide_numbers_become_the_nearest_single()
    {
        long[] integers = [0, -1, 16_777_217, long.MinValue, long.MaxValue];
        Assert.Equal(integers.Select(value => (float)value), Tensor(WeightDType.I64, integers.Length, integers).ToSingle());
        double[] doubles = [0.1, -0.0, double.MaxValue, double.NaN, double.NegativeInfinity];
        Assert.Equal(doubles.Select(value => (float)value), Tensor(WeightDType.F64, doubles.Length, doubles).ToSingle());
    }

    [Fact]
    public void Every_half_and_every_bfloat16_is_exact()
    {
        var patterns = Enumerable.Range(0, 1 << 16).Select(pattern => (ushort)pattern).ToArray();
        Assert.Equal(
            patterns.Select(pattern => (float)BitConverter.UInt16BitsToHalf(pattern)),
            Tensor(WeightDType.F16, patterns.Length, patterns).ToSingle());
        Assert.Equal(
            patterns.Select(pattern => BitConverter.ToSingle([0, 0, (byte)pattern, (byte)(pattern >> 8)])),
            Tensor(WeightDType.BF16, patterns.Length, patterns).ToSingle());
    }

    [Fact]
    public void A_tensor_longer_than_the_conversion_buffer_is_converted_whole()
    {
        var values = Enumerable.Range(0, 200_000).Select(value => (short)value).ToArray();
        Assert.Equal(values.Select(value => (float)value), Tensor(WeightDType.I16, values.Length, values).ToSingle());
    }

    [Fact]
    public void Bytes_that_do_not_fit_the_shape_are_refused() =>
        Assert.Throws<ArgumentException>(() => new WeightTensor("w", WeightDType.F32, [2], new MemoryBytes(new byte[4])));

    [Fact]
    public void A_view_is_what_indexing_by_strides_gives() =>
        Gen.Select(Gen.Long[0, 4].Array[0, 4], Gen.Long[0, 5].Array[4], Gen.Long[0, 6], Gen.OneOfConst(1, 2, 4, 8)).Sample(
            (shape, strides, offset, size) =>
            {
                strides = strides[..shape.Length];
                var layout = StridedLayout.Create(offset, [.. shape], [.. strides], storageLength: 100);
                var storage = Enumerable.Range(0, 100 * size).Select(value => (byte)value).ToArray();

                var expected = Indices(shape)
                    .SelectMany(
                        index =>
                            Enumerable.Range((int)(offset + index.Zip(strides, (i, stride) => i * stride).Sum()) * size, size))
                    .Select(at => storage[at])
                    .ToArray();

                Assert.Equal(expected.Length, layout.Count * size);
                Assert.Equal(expected, All(StridedBytes.Create(new MemoryBytes(storage), layout, size)));
                if (layout.IsContiguous)
                {
                    Assert.Equal(expected, storage.AsSpan((int)offset * size, expected.Length).ToArray());
                }
            });

    private static IEnumerable<long[]> Indices(long[] shape) => shape.Aggregate(
        (IEnumerable<long[]>)[[]],
        (prefixes, size) => prefixes.SelectMany(prefix => Enumerable.Range(0, (int)size).Select(i => (long[])[.. prefix, i])));

    private static byte[] All(WeightBytes bytes)
    {
        var all = new byte[bytes.Length];
        bytes.Read(0, all);
        return all;
    }

    private static WeightTensor Tensor<T>(WeightDType dtype, long length, T[] values)
        where T : struct =>
        new(
            "w",
            dtype,
            [length],
            new MemoryBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray()));
}
