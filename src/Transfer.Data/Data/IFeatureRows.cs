namespace Transfer.Data;

/// <summary>
/// Represents what a network's frozen part gives for the images of a dataset: a row of numbers for each, in place of its pixels.
/// </summary>
/// <remarks>Rows are read from several threads at once.</remarks>
public interface IFeatureRows
{
    /// <summary>Gets the length of a row.</summary>
    int Length { get; }

    /// <summary>Reads the row of an image.</summary>
    /// <param name="index">Index of the image in the dataset.</param>
    /// <param name="view">Which of the image's augmented views, from 0.</param>
    /// <param name="row">Takes the row, <see cref="Length"/> values.</param>
    void Read(int index, int view, Span<float> row);
}
