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
    private const int Endings = 4096;

    // FNV-1a.
    private const uint Seed = 2166136261;

    private static readonly bool[] WordLetters =
        [
            .. Enumerable.Range(0, 128)
                .Select(code => (char)code is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_')];

    private readonly HashSet<uint> hashes = new(words.Select(word => word.Aggregate(Seed, Hash)));

    // Most words are ruled out by their first letter, and most others by a few bits of their hash.
    private readonly bool[] firsts = Marked(WordLetters.Length, words.Select(word => (uint)word[0]));
    private readonly bool[] endings = Marked(Endings, words.Select(word => word.Aggregate(Seed, Hash) % Endings));

    /// <summary>Returns the positions in a text where one of the words can end, in order.</summary>
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

            // An escape may spell any name.
            if (end > start
                && (IsFound(letters, start, end) || (letters[start] is 'u' or 'U' && start > 0 && letters[start - 1] == '\\')))
            {
                found.Add(end - 1);
            }

            start = end;
        }

        ArrayPool<char>.Shared.Return(letters);
        return found;
    }

    private bool IsFound(char[] letters, int start, int end)
    {
        if (letters[start] < firsts.Length && !firsts[letters[start]])
        {
            return false;
        }

        var hash = HashOf(letters, start, end);
        return endings[hash % Endings] && hashes.Contains(hash);
    }

    private static bool[] Marked(int count, IEnumerable<uint> marks)
    {
        var marked = new bool[count];
        foreach (var mark in marks)
        {
            marked[mark] = true;
        }

        return marked;
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
