namespace Transfer.Weights.Safetensors;

/// <summary>Passes on exactly as many bytes as were announced, so that one tensor cannot displace the next.</summary>
internal sealed class ExactLengthStream(Stream inner, string tensor, long length) : Stream
{
    private long written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => written;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > length - written)
        {
            throw new InvalidOperationException($"{tensor} wrote more than its {length} bytes.");
        }

        inner.Write(buffer);
        written += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="InvalidOperationException">Bytes are missing.</exception>
    public void Complete()
    {
        if (written != length)
        {
            throw new InvalidOperationException($"{tensor} wrote {written} of its {length} bytes.");
        }
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
