using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SkiaSharp;

namespace Transfer.Data;

/// <summary>
/// Decodes files as Pillow's <c>ImageOps.exif_transpose(Image.open(f)).convert("RGB")</c> does: EXIF orientation applied, alpha
/// dropped (not blended), embedded colour profiles ignored.
/// </summary>
internal static class ImageDecoder
{
    /// <summary>Returns why the file's header cannot be read, or null.</summary>
    public static string? CheckHeader(string path)
    {
        using var codec = Open(path, out var reason);
        return reason;
    }

    /// <summary>Decodes a file, and returns the image, or null and the reason why there is none.</summary>
    public static RgbImage? TryDecode(string path, out string? reason)
    {
        using var codec = Open(path, out reason);
        if (codec is null)
        {
            return null;
        }

        var width = codec.Info.Width;
        var height = codec.Info.Height;
        // Unpremultiplied, and no target colour space: the stored values come out unchanged.
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var rgba = ArrayPool<byte>.Shared.Rent(info.BytesSize);
        try
        {
            var result = Decode(codec, info, rgba);
            if (result != SKCodecResult.Success)
            {
                reason = Describe(result);
                return null;
            }

            return Upright(MemoryMarshal.Cast<byte, uint>(rgba.AsSpan(0, info.BytesSize)), width, height, codec.EncodedOrigin);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rgba);
        }
    }

    private static unsafe SKCodecResult Decode(SKCodec codec, SKImageInfo info, byte[] pixels)
    {
        fixed (byte* start = pixels)
        {
            return codec.GetPixels(info, (nint)start);
        }
    }

    private static SKCodec? Open(string path, out string? reason)
    {
        try
        {
            // Skia reports only that it could not open a file; opening it here gives the system's reason.
            using var file = File.OpenRead(path);
            if (file.Length == 0)
            {
                reason = "the file is empty";
                return null;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = e.Message;
            return null;
        }

        var codec = SKCodec.Create(path, out var result);
        if (codec is null)
        {
            reason = Describe(result);
            return null;
        }

        var info = codec.Info;
        if ((long)info.Width * info.Height * 4 > Array.MaxLength)
        {
            reason = $"{info.Width} × {info.Height} pixels do not fit in memory";
            codec.Dispose();
            return null;
        }

        reason = null;
        return codec;
    }

    private static string Describe(SKCodecResult result) => result switch
    {
        SKCodecResult.IncompleteInput => "the file ends before the image does (truncated)",
        SKCodecResult.ErrorInInput => "the image's data are damaged",
        SKCodecResult.Unimplemented => "not an image in a known format (JPEG, PNG, WebP, BMP)",
        _ => $"the decoder refused it ({result})",
    };

    private static void DropAlpha(ReadOnlySpan<uint> pixels, Span<byte> rgb)
    {
        var colours = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 7, 11, 15);
        var x = 0;
        // Four pixels become twelve bytes, written with four more that the next pixels overwrite: hence the margin.
        for (; x <= pixels.Length - 6; x += 4)
        {
            Vector128.Shuffle(Vector128.Create(pixels[x..]).AsByte(), colours).CopyTo(rgb[(x * 3)..]);
        }

        for (; x < pixels.Length; x++)
        {
            Store(pixels[x], rgb.Slice(x * 3, 3));
        }
    }

    private static void Store(uint pixel, Span<byte> rgb)
    {
        rgb[0] = (byte)pixel;
        rgb[1] = (byte)(pixel >> 8);
        rgb[2] = (byte)(pixel >> 16);
    }

    // Turns an image as stored (red in the lowest byte of each pixel) by its EXIF orientation, and drops alpha.
    // Every orientation is a walk over the stored pixels with constant steps along the result's rows and columns.
    private static RgbImage Upright(ReadOnlySpan<uint> stored, int width, int height, SKEncodedOrigin orientation)
    {
        var last = (width * height) - 1;
        var lastRow = last - width + 1;
        (var start, var stepX, var stepY) = orientation switch
        {
            SKEncodedOrigin.TopRight => (width - 1, -1, width),
            SKEncodedOrigin.BottomRight => (last, -1, -width),
            SKEncodedOrigin.BottomLeft => (lastRow, 1, -width),
            SKEncodedOrigin.LeftTop => (0, width, 1),
            SKEncodedOrigin.RightTop => (lastRow, -width, 1),
            SKEncodedOrigin.RightBottom => (last, -width, -1),
            SKEncodedOrigin.LeftBottom => (width - 1, width, -1),
            _ => (0, 1, width),
        };
        var swapsSides = orientation >= SKEncodedOrigin.LeftTop;
        (var newWidth, var newHeight) = swapsSides ? (height, width) : (width, height);

        var rgb = GC.AllocateUninitializedArray<byte>(checked(width * height * 3));
        var target = 0;
        for (var y = 0; y < newHeight; y++)
        {
            var source = start + (y * stepY);
            if (stepX == 1)
            {
                DropAlpha(stored.Slice(source, newWidth), rgb.AsSpan(target, newWidth * 3));
                target += newWidth * 3;
                continue;
            }

            for (var x = 0; x < newWidth; x++, source += stepX, target += 3)
            {
                Store(stored[source], rgb.AsSpan(target, 3));
            }
        }

        return new RgbImage(newWidth, newHeight, rgb);
    }
}
