namespace Transfer.Native;

/// <summary>What the dynamic linker checks of a shared library before it loads it.</summary>
/// <param name="Dependencies">Sonames of the libraries it is linked against (<c>DT_NEEDED</c>), in order.</param>
/// <param name="VersionNeeds">The symbol versions it wants of them.</param>
/// <param name="VersionDefinitions">The symbol versions it defines itself.</param>
/// <param name="UsedVersions">Indices of the version needs that at least one relocation depends on.</param>
internal sealed record ElfLibrary(
    IReadOnlyList<string> Dependencies,
    IReadOnlyList<VersionNeed> VersionNeeds,
    IReadOnlySet<string> VersionDefinitions,
    IReadOnlySet<ushort> UsedVersions);
