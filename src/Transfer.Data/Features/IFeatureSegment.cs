namespace Transfer.Features;

/// <summary>Represents rows that are stored together.</summary>
internal interface IFeatureSegment
{
    /// <summary>Reads a row. Thread-safe.</summary>
    void Read(int row, Span<float> values);
}
