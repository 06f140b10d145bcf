namespace Transfer.Plans;

/// <summary>
/// What makes a module of the user's own. It is code, which a back end alone can run: it has no part in a plan's equality,
/// text or JSON.
/// </summary>
/// <param name="create">The factory; null where there is none.</param>
internal readonly struct ModuleFactory(object? create) : IEquatable<ModuleFactory>
{
    public object? Create { get; } = create;

    public bool Equals(ModuleFactory other) => true;

    public override bool Equals(object? obj) => obj is ModuleFactory;

    public override int GetHashCode() => 0;
}
