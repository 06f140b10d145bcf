namespace Transfer.Weights.Torch;

/// <summary>
/// Represents one entry of a zip archive: its data is [<see cref="Offset"/>, +<see cref="StoredLength"/>) of the file.
/// </summary>
internal sealed record ZipRecord(string Name, int Method, bool Encrypted, long Offset, long StoredLength, long Length)
{
    public bool IsStored => Method == 0 && !Encrypted && StoredLength == Length;
}
