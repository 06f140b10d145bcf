namespace Transfer.Data;

/// <summary>
/// Where torchvision's <c>resize</c> of the short side and <c>center_crop</c> put an image: the size it is resized to, the
/// window of the resized image that is kept, and where the window lies in the crop (away from the corner when the
/// image is smaller than the crop; the rest of the crop is zero).
/// </summary>
internal readonly record struct CropWindow(
    int ResizedWidth, int ResizedHeight, int Left, int Top, int Width, int Height, int OffsetX, int OffsetY)
{
    public static CropWindow Of(int width, int height, int resize, int crop)
    {
        (var resizedWidth, var resizedHeight) = width <= height
            ? (resize, LongSide(height, width, resize))
            : (LongSide(width, height, resize), resize);
        (var left, var keptWidth, var offsetX) = Centre(resizedWidth, crop);
        (var top, var keptHeight, var offsetY) = Centre(resizedHeight, crop);
        return new CropWindow(resizedWidth, resizedHeight, left, top, keptWidth, keptHeight, offsetX, offsetY);
    }

    // Python: int(size * long / short), which truncates.
    private static int LongSide(int longSide, int shortSide, int resize) =>
        checked((int)((double)((long)resize * longSide) / shortSide));

    // Python: padding of (crop - length) // 2 in front, or int(round((length - crop) / 2.0)), which rounds a half to even.
    private static (int Start, int Length, int Offset) Centre(int length, int crop) => length < crop
        ? (0, length, (crop - length) / 2)
        : ((int)Math.Round((length - crop) / 2.0, MidpointRounding.ToEven), crop, 0);
}
