namespace Transfer.Features;

/// <summary>Rows in memory.</summary>
internal sealed class FeatureMemory(FeatureRowFormat format, byte[] content) : IFeatureSegment
{
    public void Read(int row, Span<float> values) => format.FromBytes(content.AsSpan(row * format.Bytes, format.Bytes), values);
}
