using System.Buffers.Binary;

namespace Transfer.Native;

/// <summary>
/// Lets a library load where a symbol version is missing that it names but does not use.
/// A linker records every version of an undefined symbol, also when no code refers to the symbol: a C++ file compiled
/// with GCC 13 that includes &lt;iostream&gt; names <c>_ZSt21ios_base_library_initv@GLIBCXX_3.4.32</c> for no other
/// purpose than to demand a libstdc++ that initialises the streams itself. Older ones leave that to their callers, and
/// libtorch, which is loaded first, does it.
/// </summary>
internal static class VersionRepair
{
    private const ushort WeakFlag = 2;

    /// <summary>Returns the needs that the dynamic linker would refuse the library for.</summary>
    /// <param name="library">The library.</param>
    /// <param name="definitions">The versions that a soname defines; null where that is not known.</param>
    public static IReadOnlyList<VersionNeed> Unmet(ElfLibrary library, Func<string, IReadOnlySet<string>?> definitions) =>
        [.. library.VersionNeeds.Where(need => !need.IsWeak && definitions(need.Library)?.Contains(need.Version) == false)];

    /// <summary>Returns whether nothing in the library depends on the need, and it is one of the C++ runtime's.</summary>
    public static bool IsRepairable(ElfLibrary library, VersionNeed need) =>
        need.Library == "libstdc++.so.6" && !library.UsedVersions.Contains(need.Index);

    /// <summary>Returns the library with the needs marked weak (<c>VER_FLG_WEAK</c>), so that they may stay unmet.</summary>
    public static byte[] Weaken(ReadOnlySpan<byte> file, IEnumerable<VersionNeed> needs)
    {
        var copy = file.ToArray();
        foreach (var need in needs)
        {
            var flags = copy.AsSpan(need.FlagsOffset, sizeof(ushort));
            BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | WeakFlag));
        }

        return copy;
    }
}
