using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>Computes fingerprints of tensors: 128 bits of XXH3 over their values.</summary>
internal static class TensorFingerprint
{
    // A span has no more; a tensor may.
    private const long Piece = 1L << 28;

    /// <summary>Returns the fingerprint of a text and of tensors, in their order.</summary>
    public static UInt128 Of(string text, IEnumerable<Tensor> tensors)
    {
        var hash = new XxHash128();
        hash.Append(Encoding.UTF8.GetBytes(text));
        Span<byte> length = stackalloc byte[sizeof(long)];
        foreach (var tensor in tensors)
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            BinaryPrimitives.WriteInt64LittleEndian(length, tensor.numel());
            hash.Append(length);
            var flat = tensor.detach().cpu().contiguous().reshape(-1);
            for (var start = 0L; start < flat.shape[0]; start += Piece)
            {
                hash.Append(flat.slice(0, start, Math.Min(start + Piece, flat.shape[0]), 1).bytes);
            }
        }

        return hash.GetCurrentHashAsUInt128();
    }
}
