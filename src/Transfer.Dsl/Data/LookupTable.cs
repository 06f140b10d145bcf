namespace Transfer.Data;

/// <summary>Changes of each sample by itself, as a table of 256 bytes.</summary>
internal static class LookupTable
{
    /// <summary>Applies one table to all channels.</summary>
    public static RgbImage Map(RgbImage image, ReadOnlySpan<byte> table)
    {
        var source = image.Pixels;
        var mapped = new byte[source.Length];
        for (var i = 0; i < mapped.Length; i++)
        {
            mapped[i] = table[source[i]];
        }

        return new RgbImage(image.Width, image.Height, mapped);
    }

    /// <summary>Applies a table of its own to each channel; the three lie one after the other.</summary>
    public static RgbImage MapChannels(RgbImage image, ReadOnlySpan<byte> tables)
    {
        var source = image.Pixels;
        var red = tables[..256];
        var green = tables.Slice(256, 256);
        var blue = tables.Slice(512, 256);
        var mapped = new byte[source.Length];
        for (var i = 0; i < mapped.Length; i += 3)
        {
            mapped[i] = red[source[i]];
            mapped[i + 1] = green[source[i + 1]];
            mapped[i + 2] = blue[source[i + 2]];
        }

        return new RgbImage(image.Width, image.Height, mapped);
    }

    /// <summary>Counts how often each value occurs in each channel: 3 × 256 counts.</summary>
    public static void Count(RgbImage image, Span<int> counts)
    {
        counts.Clear();
        var source = image.Pixels;
        for (var i = 0; i < source.Length; i += 3)
        {
            counts[source[i]]++;
            counts[256 + source[i + 1]]++;
            counts[512 + source[i + 2]]++;
        }
    }
}
