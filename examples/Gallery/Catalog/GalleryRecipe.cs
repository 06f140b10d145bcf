namespace Transfer.Examples.Gallery;

/// <summary>
/// A recipe that another library documents, in this language. Each file of the folder <c>Recipes</c> contains one.
/// </summary>
internal abstract class GalleryRecipe
{
    /// <summary>What the command line calls it.</summary>
    public abstract string Name { get; }

    /// <summary>What trains, in few words; what differs from phase to phase stands between semicolons.</summary>
    public abstract string Trains { get; }

    /// <summary>Where it is documented.</summary>
    public abstract Source Source { get; }

    /// <summary>Everything that differs from the source, and why.</summary>
    public abstract IReadOnlyList<string> Deviations { get; }

    /// <summary>The recipe as its source has it.</summary>
    public Recipe AsDocumented => Write(new Documented());

    /// <summary>
    /// Writes the recipe. The numbers that a setting is asked about are the source's own; the setting may have others.
    /// </summary>
    /// <param name="on">Whose weights, images, classes and epochs it is for.</param>
    /// <returns>The recipe.</returns>
    public abstract Recipe Write(Setting on);
}
