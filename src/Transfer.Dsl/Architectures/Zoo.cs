namespace Transfer.Architectures;

/// <summary>
/// The built-in architectures. The file of a family adds its own, as a field of this class: a new architecture touches no other
/// file.
/// </summary>
internal static partial class Zoo
{
    // Explicit, so that the fields in all files of this class are there before its first method runs.
    static Zoo()
    {
    }

    /// <summary>Gets all of them, in the ordinal order of their names, wherever their files stand.</summary>
    public static IReadOnlyCollection<Architecture> Architectures => Known.ByName.Values;

    /// <summary>Returns the architecture of a name; null when there is none.</summary>
    public static Architecture? Find(string name) => Known.ByName.TryGetValue(name, out var architecture) ? architecture : null;

    /// <summary>Returns the architecture that a method of <c>Backbone</c> starts from; null when there is none.</summary>
    public static Architecture? OfMethod(string method) =>
        Known.ByMethod.TryGetValue(method, out var architecture) ? architecture : null;

    private static IReadOnlyList<Architecture> Add(IReadOnlyList<Architecture> family)
    {
        foreach (var architecture in family)
        {
            Known.ByName.Add(architecture.Name, architecture);
            Known.ByMethod.Add(architecture.Method, architecture);
        }

        return family;
    }

    // A class of its own: it is there before the first field of the other, in whatever file that is.
    private static class Known
    {
        public static readonly SortedDictionary<string, Architecture> ByName = new(StringComparer.Ordinal);
        public static readonly Dictionary<string, Architecture> ByMethod = [];
    }
}
