using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Transfer.Data;

/// <summary>
/// Pillow's separable resampling of 8-bit RGB (src/libImaging/Resample.c): a horizontal pass, rounded to bytes, then a
/// vertical pass, in fixed point. Only the window that is kept is computed; each of its pixels is what resampling the whole
/// picture would give.
/// </summary>
internal static class Resampler
{
    private const int Half = 1 << (ResampleKernel.PrecisionBits - 1);

    /// <summary>Resamples a picture and writes the window: <c>Height × Width × 3</c> bytes, interleaved RGB.</summary>
    /// <param name="image">The picture, or the part of it that is resampled as if it were all.</param>
    /// <param name="horizontal">The window's kernel along rows, or null where the width stays as it is.</param>
    /// <param name="vertical">The window's kernel along columns, or null where the height stays as it is.</param>
    /// <param name="window">The part of the resampled picture that is wanted.</param>
    /// <param name="destination">Where it is written.</param>
    public static void Resample(
        PixelView image, ResampleKernel? horizontal, ResampleKernel? vertical, in CropWindow window, Span<byte> destination)
    {
        if (vertical is null)
        {
            Rows(image, horizontal, window.Left, window.Width, window.Top, window.Height, destination);
            return;
        }

        int bottom = window.Height - 1;
        int firstRow = vertical.First(0);
        int rowCount = vertical.First(bottom) + vertical.Weights(bottom).Length - firstRow;
        int rowBytes = window.Width * 3;
        byte[] rented = ArrayPool<byte>.Shared.Rent(rowCount * rowBytes);
        try
        {
            Span<byte> rows = rented.AsSpan(0, rowCount * rowBytes);
            Rows(image, horizontal, window.Left, window.Width, firstRow, rowCount, rows);
            for (int y = 0; y < window.Height; y++)
            {
                int from = vertical.First(y) - firstRow;
                ReadOnlySpan<int> weights = vertical.Weights(y);
                Span<byte> target = destination.Slice(y * rowBytes, rowBytes);
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
        int sourceBytes = image.Width * 3;
        int rowBytes = width * 3;
        for (int y = 0; y < rowCount; y++)
        {
            // To the end of the picture, not of the row: the row's last pixel is read with the byte after it.
            ReadOnlySpan<byte> source = image.Pixels[((firstRow + y) * image.Stride)..];
            Span<byte> target = destination.Slice(y * rowBytes, rowBytes);
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
        int column = 0;
        for (int i = 0; i < target.Length; i += 3, column++)
        {
            ReadOnlySpan<int> weights = kernel.Weights(column);
            ReadOnlySpan<byte> pixels = source.Slice(kernel.First(column) * 3, (weights.Length * 3) + 1);
            ref byte start = ref MemoryMarshal.GetReference(pixels);
            Vector128<int> sum = Vector128.Create(Half);
            for (int j = 0; j < weights.Length; j++)
            {
                uint pixel = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, j * 3));
                Vector128<ushort> channels = Vector128.WidenLower(Vector128.CreateScalarUnsafe(pixel).AsByte());
                sum += Vector128.WidenLower(channels).AsInt32() * weights[j];
            }

            Vector128<int> bytes = Vector128.Min(
                Vector128.Max(Vector128.ShiftRightArithmetic(sum, ResampleKernel.PrecisionBits), Vector128<int>.Zero),
                Vector128.Create(255));
            target[i] = (byte)bytes.GetElement(0);
            target[i + 1] = (byte)bytes.GetElement(1);
            target[i + 2] = (byte)bytes.GetElement(2);
        }
    }

    private static void MixPixelsOfLastRow(ReadOnlySpan<byte> source, ResampleKernel kernel, Span<byte> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            int column = i / 3;
            ReadOnlySpan<int> weights = kernel.Weights(column);
            int start = (kernel.First(column) * 3) + (i % 3);
            int sum = Half;
            for (int j = 0; j < weights.Length; j++)
            {
                sum += source[start + (j * 3)] * weights[j];
            }

            target[i] = Clip(sum);
        }
    }

    // target[i] = sum over rows of rows[row][i] * weights[row]: columns are independent, so they fill vectors.
    private static void MixRows(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, Span<byte> target)
    {
        int length = target.Length;
        if (length < Vector<byte>.Count)
        {
            for (int i = 0; i < length; i++)
            {
                int sum = Half;
                for (int row = 0; row < weights.Length; row++)
                {
                    sum += rows[(row * length) + i] * weights[row];
                }

                target[i] = Clip(sum);
            }

            return;
        }

        for (int i = 0; i < length; i += Vector<byte>.Count)
        {
            // The last vector overlaps the one before it: the same values are written twice.
            int at = Math.Min(i, length - Vector<byte>.Count);
            var sum0 = new Vector<int>(Half);
            var sum1 = sum0;
            var sum2 = sum0;
            var sum3 = sum0;
            for (int row = 0; row < weights.Length; row++)
            {
                Vector.Widen(new Vector<byte>(rows[((row * length) + at)..]), out Vector<ushort> low, out Vector<ushort> high);
                Vector.Widen(low, out Vector<uint> bytes0, out Vector<uint> bytes1);
                Vector.Widen(high, out Vector<uint> bytes2, out Vector<uint> bytes3);
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
