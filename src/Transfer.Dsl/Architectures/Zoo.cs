namespace Transfer.Architectures;

/// <summary>The built-in architectures.</summary>
internal static class Zoo
{
    private static readonly Dictionary<string, Architecture> ByName = All().ToDictionary(architecture => architecture.Name);

    public static IReadOnlyCollection<Architecture> Architectures => ByName.Values;

    public static Architecture? Find(string name) => ByName.TryGetValue(name, out var architecture) ? architecture : null;

    private static IEnumerable<Architecture> All() => ResNet.All;
}
