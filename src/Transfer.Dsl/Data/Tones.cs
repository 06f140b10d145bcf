namespace Transfer.Data;

/// <summary>
/// Changes of tone that torchvision takes from Pillow's <c>ImageOps</c>: each is a table of bytes, found from the image or
/// from a parameter.
/// </summary>
internal static class Tones
{
    /// <summary>Keeps the high bits of each sample: torchvision's <c>posterize</c>.</summary>
    /// <param name="image">The image.</param>
    /// <param name="bits">Bits kept, from 0 to 8.</param>
    public static RgbImage Posterize(RgbImage image, int bits)
    {
        Span<byte> table = stackalloc byte[256];
        var mask = ~((1 << (8 - bits)) - 1);
        for (var i = 0; i < 256; i++)
        {
            table[i] = (byte)(i & mask);
        }

        return LookupTable.Map(image, table);
    }

    /// <summary>Inverts the samples that are at or above a threshold: torchvision's <c>solarize</c>.</summary>
    public static RgbImage Solarize(RgbImage image, double threshold)
    {
        Span<byte> table = stackalloc byte[256];
        for (var i = 0; i < 256; i++)
        {
            table[i] = (byte)(i < threshold ? i : 255 - i);
        }

        return LookupTable.Map(image, table);
    }

    /// <summary>Stretches each channel to the whole range: torchvision's <c>autocontrast</c>.</summary>
    public static RgbImage AutoContrast(RgbImage image)
    {
        Span<int> counts = stackalloc int[768];
        Span<byte> tables = stackalloc byte[768];
        LookupTable.Count(image, counts);
        for (var channel = 0; channel < 3; channel++)
        {
            Stretch(counts.Slice(channel * 256, 256), tables.Slice(channel * 256, 256));
        }

        return LookupTable.MapChannels(image, tables);
    }

    /// <summary>Makes each channel's values equally frequent, as far as they go: torchvision's <c>equalize</c>.</summary>
    public static RgbImage Equalize(RgbImage image)
    {
        Span<int> counts = stackalloc int[768];
        Span<byte> tables = stackalloc byte[768];
        LookupTable.Count(image, counts);
        for (var channel = 0; channel < 3; channel++)
        {
            Spread(counts.Slice(channel * 256, 256), tables.Slice(channel * 256, 256));
        }

        return LookupTable.MapChannels(image, tables);
    }

    private static void Stretch(ReadOnlySpan<int> counts, Span<byte> table)
    {
        var low = counts.IndexOfAnyExcept(0);
        var high = counts.LastIndexOfAnyExcept(0);
        var scale = 255.0 / (high - low);
        var offset = -low * scale;
        for (var i = 0; i < 256; i++)
        {
            table[i] = high <= low ? (byte)i : (byte)Math.Clamp((int)((i * scale) + offset), 0, 255);
        }
    }

    private static void Spread(ReadOnlySpan<int> counts, Span<byte> table)
    {
        var sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        var step = (sum - counts[counts.LastIndexOfAnyExcept(0)]) / 255;
        var before = step / 2;
        for (var i = 0; i < 256; i++)
        {
            table[i] = step == 0 ? (byte)i : (byte)Math.Min(before / step, 255);
            before += counts[i];
        }
    }
}
