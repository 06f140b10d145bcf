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

    private static readonly bool[] WordLetters =
        [.. Enumerable.Range(0, 128).Select(code => (char)code is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_')];

    private readonly HashSet<uint> hashes = new(words.Select(word => word.Aggregate(Seed, Hash)));
    private readonly HashSet<char> firsts = new(words.Select(word => word[0]));

    /// <summary>Where in a text one of the words may end, in order.</summary>
    public List<int> In(SourceText text)
    {
        var found = new List<int>();
        var letters = ArrayPool<char>.Shared.Rent(text.Length);
        text.CopyTo(0, letters, 0, text.Length);
        for (var start = 0; start < text.Length; start++)
        {
            var end = start;
            while (end < text.Length && IsOfWord(letters[end]))
            {
                end++;
            }

            // Most words are ruled out by their first letter; an escape may spell any name.
            if (end > start
                && ((firsts.Contains(letters[start]) && hashes.Contains(HashOf(letters, start, end)))
                    || (letters[start] is 'u' or 'U' && start > 0 && letters[start - 1] == '\\')))
            {
                found.Add(end - 1);
            }

            start = end;
        }

        ArrayPool<char>.Shared.Return(letters);
        return found;
    }

    private static bool IsOfWord(char letter) => letter >= WordLetters.Length || WordLetters[letter];

    private static uint HashOf(char[] letters, int start, int end)
    {
        var hash = Seed;
        for (var i = start; i < end; i++)
        {
            hash = Hash(hash, letters[i]);
        }

        return hash;
    }

    private static uint Hash(uint hash, char letter) => unchecked((hash ^ letter) * 16777619);
}
