namespace Transfer.Data;

/// <summary>A rectangle of an image, looked at where it lies.</summary>
/// <param name="pixels">The bytes from the rectangle's first one to the image's end.</param>
/// <param name="width">Width in pixels.</param>
/// <param name="stride">Bytes from the start of a row to that of the next.</param>
internal readonly ref struct PixelView(ReadOnlySpan<byte> pixels, int width, int stride)
{
    public ReadOnlySpan<byte> Pixels { get; } = pixels;

    public int Width { get; } = width;

    public int Stride { get; } = stride;

    public static PixelView Whole(RgbImage image) => new(image.Pixels, image.Width, image.Width * 3);

    public static PixelView Part(RgbImage image, int left, int top, int width) =>
        new(image.Pixels[(((top * image.Width) + left) * 3)..], width, image.Width * 3);
}
