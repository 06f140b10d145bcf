namespace Transfer.Data;

/// <summary>
/// Rotations, shears and shifts with the nearest pixel, black outside: torchvision's <c>rotate</c> and <c>affine</c> of a PIL
/// image with their default interpolation (torchvision/transforms/functional.py, <c>_get_inverse_affine_matrix</c>; Pillow's
/// <c>Image.rotate</c> and src/libImaging/Geometry.c).
/// </summary>
internal static class Affine
{
    /// <summary>Turns an image counter-clockwise about its centre; its size stays the same.</summary>
    public static RgbImage Rotate(RgbImage image, double degrees)
    {
        var turn = ((degrees % 360) + 360) % 360;
        var square = image.Width == image.Height;
        if (turn == 0)
        {
            return image;
        }

        if (turn == 180)
        {
            return Flips.HalfTurn(image);
        }

        if (square && turn is 90 or 270)
        {
            var quarter = Flips.QuarterTurn(image);
            return turn == 90 ? quarter : Flips.HalfTurn(quarter);
        }

        var angle = -turn * Math.PI / 180;
        var cos = Math.Round(Math.Cos(angle), 15);
        var sin = Math.Round(Math.Sin(angle), 15);
        (var x, var y) = (image.Width / 2.0, image.Height / 2.0);
        return Nearest(image, cos, sin, (cos * -x) + (sin * -y) + x, -sin, cos, (-sin * -x) + (cos * -y) + y);
    }

    /// <summary>Shears along rows by an angle, the top left corner staying (torchvision's <c>center=[0, 0]</c>).</summary>
    public static RgbImage ShearX(RgbImage image, double degrees) =>
        Nearest(image, 1, Math.Tan(degrees * Math.PI / 180), 0, 0, 1, 0);

    /// <summary>Shears along columns by an angle, the top left corner staying.</summary>
    public static RgbImage ShearY(RgbImage image, double degrees)
    {
        var angle = degrees * Math.PI / 180;
        var cos = Math.Cos(angle);
        return Nearest(image, 1, 0, 0, -(Math.Sin(-angle) / cos), Math.Cos(-angle) / cos, 0);
    }

    // An output pixel (x, y) is the input pixel at (a x + b y + c, d x + e y + f), taken at pixel centres.
    private static RgbImage Nearest(RgbImage image, double a, double b, double c, double d, double e, double f)
    {
        (var width, var height) = (image.Width, image.Height);
        var source = image.Pixels;
        var moved = new byte[source.Length];
        var rowX = Fixed(c + (a * 0.5) + (b * 0.5));
        var rowY = Fixed(f + (d * 0.5) + (e * 0.5));
        (var stepX, var stepY) = (Fixed(a), Fixed(d));
        (var downX, var downY) = (Fixed(b), Fixed(e));
        var target = 0;
        for (var row = 0; row < height; row++, rowX += downX, rowY += downY)
        {
            (var x, var y) = (rowX, rowY);
            for (var column = 0; column < width; column++, target += 3, x += stepX, y += stepY)
            {
                // Negative coordinates become large.
                var atX = (uint)(x >> 16);
                var atY = (uint)(y >> 16);
                if (atX < (uint)width && atY < (uint)height)
                {
                    var from = (int)((atY * (uint)width) + atX) * 3;
                    moved[target] = source[from];
                    moved[target + 1] = source[from + 1];
                    moved[target + 2] = source[from + 2];
                }
            }
        }

        return new RgbImage(width, height, moved);
    }

    // Pillow's 16.16 fixed point; in 64 bits, so that no image is too large.
    private static long Fixed(double value) => (long)Math.Floor((value * 65536.0) + 0.5);
}
