namespace Transfer.Data;

/// <summary>Pillow's <c>Image.blend</c> (src/libImaging/Blend.c), in its float32 arithmetic.</summary>
internal static class Blend
{
    /// <summary>
    /// Returns the value between <paramref name="start"/> at 0 and <paramref name="end"/> at 1, or beyond; truncated to a byte,
    /// not rounded.
    /// </summary>
    public static byte Of(int start, int end, float at)
    {
        var value = start + (at * (end - start));
        return value <= 0 ? (byte)0 : value >= 255 ? (byte)255 : (byte)value;
    }
}
