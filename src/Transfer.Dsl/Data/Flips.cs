namespace Transfer.Data;

/// <summary>Mirrors and turns images.</summary>
internal static class Flips
{
    /// <summary>Mirrors an image left to right: torchvision's <c>hflip</c>.</summary>
    public static RgbImage Horizontal(RgbImage image)
    {
        var source = image.Pixels;
        var mirrored = new byte[source.Length];
        var stride = image.Width * 3;
        for (var row = 0; row < mirrored.Length; row += stride)
        {
            for (int target = row, from = row + stride - 3; target < row + stride; target += 3, from -= 3)
            {
                mirrored[target] = source[from];
                mirrored[target + 1] = source[from + 1];
                mirrored[target + 2] = source[from + 2];
            }
        }

        return new RgbImage(image.Width, image.Height, mirrored);
    }

    /// <summary>Mirrors an image top to bottom: torchvision's <c>vflip</c>.</summary>
    public static RgbImage Vertical(RgbImage image)
    {
        var mirrored = new byte[image.Pixels.Length];
        var stride = image.Width * 3;
        for (var y = 0; y < image.Height; y++)
        {
            image.Pixels.Slice(y * stride, stride).CopyTo(mirrored.AsSpan((image.Height - 1 - y) * stride));
        }

        return new RgbImage(image.Width, image.Height, mirrored);
    }

    /// <summary>Turns an image by 180 degrees.</summary>
    public static RgbImage HalfTurn(RgbImage image) => Vertical(Horizontal(image));

    /// <summary>Turns a square image by 90 degrees counter-clockwise.</summary>
    public static RgbImage QuarterTurn(RgbImage image)
    {
        var side = image.Width;
        var source = image.Pixels;
        var turned = new byte[source.Length];
        for (int y = 0, target = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++, target += 3)
            {
                source.Slice(((x * side) + side - 1 - y) * 3, 3).CopyTo(turned.AsSpan(target));
            }
        }

        return new RgbImage(side, side, turned);
    }
}
