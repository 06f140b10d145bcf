namespace Transfer.Native;

/// <summary>One entry of an ELF library's <c>.gnu.version_r</c>: a symbol version it wants of another library.</summary>
/// <param name="Library">The soname of the library that must define the version, e.g. <c>libstdc++.so.6</c>.</param>
/// <param name="Version">The version, e.g. <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">The number by which the symbol table refers to the entry.</param>
/// <param name="FlagsOffset">Where in the file the entry's 16-bit flags lie.</param>
/// <param name="IsWeak">Whether the dynamic linker goes on when the version is missing.</param>
internal sealed record VersionNeed(string Library, string Version, ushort Index, int FlagsOffset, bool IsWeak);
