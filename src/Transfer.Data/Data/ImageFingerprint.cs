using System.Buffers.Binary;
using System.IO.Hashing;

namespace Transfer.Data;

/// <summary>
/// Provides fingerprints of images: 128 bits of XXH3 over what an image is made of. Images of one fingerprint are taken for the
/// same image.
/// </summary>
public static class ImageFingerprint
{
    /// <summary>Returns the fingerprint of a decoded image: of its sides and pixels.</summary>
    /// <param name="image">The image.</param>
    /// <returns>The fingerprint.</returns>
    public static UInt128 Of(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var hash = new XxHash128();
        Span<byte> sides = stackalloc byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(sides, image.Width);
        BinaryPrimitives.WriteInt32LittleEndian(sides[sizeof(int)..], image.Height);
        hash.Append(sides);
        hash.Append(image.Pixels);
        return hash.GetCurrentHashAsUInt128();
    }

    /// <summary>Returns the fingerprint of an image file: of all its bytes.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The fingerprint.</returns>
    /// <exception cref="DatasetException">The file can't be read.</exception>
    public static UInt128 OfFile(string path)
    {
        try
        {
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            var hash = new XxHash128();
            hash.Append(file);
            return hash.GetCurrentHashAsUInt128();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Returns the fingerprint of an image as something random has changed it.</summary>
    /// <param name="image">The fingerprint of the image itself.</param>
    /// <param name="change">What decides the change: the augmentations, the seed, the view.</param>
    /// <returns>The fingerprint.</returns>
    public static UInt128 OfChanged(UInt128 image, string change)
    {
        var hash = new XxHash128();
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, image);
        hash.Append(bytes);
        hash.Append(System.Text.Encoding.UTF8.GetBytes(change));
        return hash.GetCurrentHashAsUInt128();
    }
}
