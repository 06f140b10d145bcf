using System.Buffers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Transfer.Generators.Chains;

/// <summary>
/// Finds words in a text by their hashes, which is many times faster than to walk its tree. It may find too much, but never
/// misses one.
/// </summary>
/// <param name="words">The words.</param>
internal sealed class Mentions(IReadOnlyCollection<string> words)
{
    // FNV-1a.
    private const uint Seed = 2166136261;

    private const int PieceLength = 4096;

    private readonly HashSet<uint> hashes = new(words.Select(word => word.Aggregate(Seed, Hash)));
    private readonly HashSet<char> firsts = new(words.Select(word => word[0]));

    /// <summary>Where in a text one of the words may end, in order.</summary>
    public List<int> In(SourceText text)
    {
        var found = new List<int>();
        var piece = ArrayPool<char>.Shared.Rent(PieceLength);
        var (hash, isWord, mayMatch, isEscape) = (Seed, false, false, false);
        for (var start = 0; start < text.Length; start += PieceLength)
        {
            var length = Math.Min(PieceLength, text.Length - start);
            text.CopyTo(start, piece, 0, length);
            for (var i = 0; i < length; i++)
            {
                var letter = piece[i];
                if (IsOfWord(letter))
                {
                    // An escape may spell any name.
                    if (isEscape && letter is 'u' or 'U')
                    {
                        found.Add(start + i);
                    }

                    if (!isWord)
                    {
                        (hash, isWord, mayMatch) = (Seed, true, firsts.Contains(letter));
                    }

                    // Most words are ruled out by their first letter.
                    hash = mayMatch ? Hash(hash, letter) : hash;
                }
                else if (isWord)
                {
                    if (mayMatch && hashes.Contains(hash))
                    {
                        found.Add(start + i - 1);
                    }

                    isWord = false;
                }

                isEscape = letter == '\\';
            }
        }

        ArrayPool<char>.Shared.Return(piece);
        if (isWord && mayMatch && hashes.Contains(hash))
        {
            found.Add(text.Length - 1);
        }

        return found;
    }

    private static bool IsOfWord(char letter) =>
        letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or > '\x7f';

    private static uint Hash(uint hash, char letter) => unchecked((hash ^ letter) * 16777619);
}
