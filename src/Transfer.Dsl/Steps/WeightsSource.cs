namespace Transfer.Steps;

/// <summary>Where a backbone's weights come from.</summary>
public abstract partial record WeightsSource
{
    /// <summary>The architecture's default weights entry.</summary>
    public sealed record Default : WeightsSource;

    /// <summary>A weights entry by name.</summary>
    /// <param name="Name">The entry's name: <c>IMAGENET1K_V2</c>.</param>
    public sealed record Entry(string Name) : WeightsSource;

    /// <summary>A file.</summary>
    /// <param name="Path">The file's path, as the recipe gives it.</param>
    public sealed record File(string Path) : WeightsSource;
}
