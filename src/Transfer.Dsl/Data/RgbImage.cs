namespace Transfer.Data;

/// <summary>
/// A decoded image: rows from top to bottom, pixels from left to right, three bytes (red, green, blue) each, no gap
/// between rows. Immutable, so it may be shared between threads.
/// </summary>
public sealed class RgbImage
{
    private readonly byte[] pixels;

    /// <summary>Wraps the pixels of an image. The array is not copied: do not change it afterwards.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="pixels">Exactly <c>height × width × 3</c> bytes, interleaved RGB.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    /// <exception cref="ArgumentException">The array has another length than the sides ask for.</exception>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        var expected = (long)width * height * 3;
        if (pixels.LongLength != expected)
        {
            throw new ArgumentException(
                $"An image of {width} × {height} pixels has {expected} bytes of RGB, but the array has {pixels.Length}.",
                nameof(pixels));
        }

        Width = width;
        Height = height;
        this.pixels = pixels;
    }

    /// <summary>Gets the width in pixels.</summary>
    public int Width { get; }

    /// <summary>Gets the height in pixels.</summary>
    public int Height { get; }

    /// <summary>Gets the <c>Height × Width × 3</c> bytes, interleaved RGB, row by row from the top.</summary>
    public ReadOnlySpan<byte> Pixels => pixels;
}
