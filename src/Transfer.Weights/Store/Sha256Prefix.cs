using System.Security.Cryptography;

namespace Transfer.Weights.Store;

/// <summary>Compares files with the first digits of a SHA-256.</summary>
internal static class Sha256Prefix
{
    public static bool Matches(ReadOnlySpan<byte> hash, string prefix) =>
        Convert.ToHexStringLower(hash).StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the digits of <paramref name="hash"/> that a message shows beside a prefix.</summary>
    public static string Shown(ReadOnlySpan<byte> hash, string prefix) => Convert.ToHexStringLower(hash)[..prefix.Length];

    /// <exception cref="ArgumentException">Not 8 to 64 hexadecimal digits: fewer tell nothing.</exception>
    public static void Validate(string prefix)
    {
        if (prefix.Length is < 8 or > SHA256.HashSizeInBytes * 2 || !prefix.All(char.IsAsciiHexDigit))
        {
            throw new ArgumentException($"\"{prefix}\" is not 8 to 64 hexadecimal digits of a SHA-256.", nameof(prefix));
        }
    }
}
