namespace Transfer.Examples.Gallery;

/// <summary>Where a recipe is documented.</summary>
/// <param name="By">Whose it is.</param>
/// <param name="Title">The page, file or paper.</param>
/// <param name="Url">Its address.</param>
/// <param name="Says">What it states, one setting per line.</param>
internal sealed record Source(string By, string Title, string Url, params IReadOnlyList<string> Says);
