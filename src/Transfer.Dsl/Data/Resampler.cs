using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Transfer.Data;

/// <summary>
/// Pillow's separable resampling of 8-bit RGB (src/libImaging/Resample.c): a horizontal pass, rounded to bytes, then a
/// vertical pass, in fixed point. Only the window that is kept is computed; each of its pixels is what resampling the whole
/// image would give.
/// </summary>
internal static class Resampler
{
    private const int Half = 1 << (ResampleKernel.PrecisionBits - 1);

    /// <summary>Resamples an image and writes the window: <c>Height × Width × 3</c> bytes, interleaved RGB.</summary>
    /// <param name="image">The image, or the part of it that is resampled as if it were all.</param>
    /// <param name="horizontal">The window's kernel along rows, or null where the width stays as it is.</param>
    /// <param name="vertical">The window's kernel along columns, or null where the height stays as it is.</param>
    /// <param name="window">The part of the resampled image that is wanted.</param>
    /// <param name="destination">Where it is written.</param>
    public static void Resample(
        PixelView image, ResampleKernel? horizontal, ResampleKernel? vertical, in CropWindow window, Span<byte> destination)
    {
        if (vertical is null)
        {
            Rows(image, horizontal, window.Left, window.Width, window.Top, window.Height, destination);
            return;
        }

        var bottom = window.Height - 1;
        var firstRow = vertical.First(0);
        var rowCount = vertical.First(bottom) + vertical.Weights(bottom).Length - firstRow;
        var rowBytes = window.Width * 3;
        var rented = ArrayPool<byte>.Shared.Rent(rowCount * rowBytes);
        try
        {
            var rows = rented.AsSpan(0, rowCount * rowBytes);
            Rows(image, horizontal, window.Left, window.Width, firstRow, rowCount, rows);
            for (var y = 0; y < window.Height; y++)
            {
                var from = vertical.First(y) - firstRow;
                var weights = vertical.Weights(y);
                var target = destination.Slice(y * rowBytes, rowBytes);
                MixRows(rows.Slice(from * rowBytes, weights.Length * rowBytes), weights, target);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static void Rows(
        PixelView image, ResampleKernel? kernel, int left, int width, int firstRow, int rowCount, Span<byte> destination)
    {
        var sourceBytes = image.Width * 3;
        var rowBytes = width * 3;
        for (var y = 0; y < rowCount; y++)
        {
            // To the end of the image, not of the row: the row's last pixel is read with the byte after it.
            var source = image.Pixels[((firstRow + y) * image.Stride)..];
            var target = destination.Slice(y * rowBytes, rowBytes);
            if (kernel is null)
            {
                source.Slice(left * 3, rowBytes).CopyTo(target);
            }
            else if (source.Length > sourceBytes)
            {
                MixPixels(source, kernel, target);
            }
            else
            {
                MixPixelsOfLastRow(source, kernel, target);
            }
        }
    }

    // One vector holds the channels of a pixel (and a fourth byte that is computed along and not used).
    private static void MixPixels(ReadOnlySpan<byte> source, ResampleKernel kernel, Span<byte> target)
    {
        var column = 0;
        for (var i = 0; i < target.Length; i += 3, column++)
        {
            var weights = kernel.Weights(column);
            var pixels = source.Slice(kernel.First(column) * 3, (weights.Length * 3) + 1);
            ref var start = ref MemoryMarshal.GetReference(pixels);
            var sum = Vector128.Create(Half);
            for (var j = 0; j < weights.Length; j++)
            {
                var pixel = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, j * 3));
                var channels = Vector128.WidenLower(Vector128.CreateScalarUnsafe(pixel).AsByte());
                sum += Vector128.WidenLower(channels).AsInt32() * weights[j];
            }

            var bytes = Vector128.Min(
                Vector128.Max(Vector128.ShiftRightArithmetic(sum, ResampleKernel.PrecisionBits), Vector128<int>.Zero),
                Vector128.Create(255));
            target[i] = (byte)bytes.GetElement(0);
            target[i + 1] = (byte)bytes.GetElement(1);
            target[i + 2] = (byte)bytes.GetElement(2);
        }
    }

    private static void MixPixelsOfLastRow(ReadOnlySpan<byte> source, ResampleKernel kernel, Span<byte> target)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var column = i / 3;
            var weights = kernel.Weights(column);
            var start = (kernel.First(column) * 3) + (i % 3);
            var sum = Half;
            for (var j = 0; j < weights.Length; j++)
            {
                sum += source[start + (j * 3)] * weights[j];
            }

            target[i] = Clip(sum);
        }
    }

    // target[i] = sum over rows of rows[row][i] * weights[row]: columns are independent, so they fill vectors.
    private static void MixRows(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, Span<byte> target)
    {
        var length = target.Length;
        if (length < Vector<byte>.Count)
        {
            for (var i = 0; i < length; i++)
            {
                var sum = Half;
                for (var row = 0; row < weights.Length; row++)
                {
                    sum += rows[(row * length) + i] * weights[row];
                }

                target[i] = Clip(sum);
            }

            return;
        }

        for (var i = 0; i < length; i += Vector<byte>.Count)
        {
            // The last vector overlaps the one before it: the same values are written twice.
            var at = Math.Min(i, length - Vector<byte>.Count);
            var sum0 = new Vector<int>(Half);
            var sum1 = sum0;
            var sum2 = sum0;
            var sum3 = sum0;
            for (var row = 0; row < weights.Length; row++)
            {
                Vector.Widen(new Vector<byte>(rows[((row * length) + at)..]), out var low, out var high);
                Vector.Widen(low, out var bytes0, out var bytes1);
                Vector.Widen(high, out var bytes2, out var bytes3);
                var weight = new Vector<int>(weights[row]);
                sum0 += Vector.AsVectorInt32(bytes0) * weight;
                sum1 += Vector.AsVectorInt32(bytes1) * weight;
                sum2 += Vector.AsVectorInt32(bytes2) * weight;
                sum3 += Vector.AsVectorInt32(bytes3) * weight;
            }

            Vector.Narrow(Vector.Narrow(Clip(sum0), Clip(sum1)), Vector.Narrow(Clip(sum2), Clip(sum3))).CopyTo(target[at..]);
        }
    }

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> ResampleKernel.PrecisionBits, 0, 255);

    private static Vector<uint> Clip(Vector<int> sum) => Vector.AsVectorUInt32(Vector.Min(
        Vector.Max(Vector.ShiftRightArithmetic(sum, ResampleKernel.PrecisionBits), Vector<int>.Zero), new Vector<int>(255)));
}
