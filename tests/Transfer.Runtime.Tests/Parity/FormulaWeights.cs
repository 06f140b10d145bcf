using System.Text;

namespace Transfer.Tests.Parity;

/// <summary>
/// Tensors by a formula that the referee (PyTorch with torchvision) was given as well: a hash of the state-dict key and the
/// element's index.
/// </summary>
internal static class FormulaWeights
{
    public static float[] Weight(string key, string salt, IReadOnlyList<int> shape)
    {
        var count = shape.Aggregate(1L, (product, length) => product * length);
        var scale = Math.Sqrt(3.0 / (shape.Count > 1 ? count / shape[0] : 1));
        Func<double, double> value =
            key.EndsWith("running_var", StringComparison.Ordinal) || (shape.Count == 1 && key.EndsWith("weight", StringComparison.Ordinal))
                ? u => 0.5 + u
                : shape.Count <= 1
                    ? u => (u - 0.5) * 0.2
                    : u => ((2 * u) - 1) * scale;
        return Uniform(key, salt, count).Select(u => (float)value(u)).ToArray();
    }

    public static float[] Input(string key, string salt, long count) => Uniform(key, salt, count).Select(u => (float)((2 * u) - 1)).ToArray();

    public static long[] Labels(string key, string salt, int count, int classes) =>
        Uniform(key, salt, count).Select(u => (long)Math.Floor(u * classes)).ToArray();

    private static IEnumerable<double> Uniform(string key, string salt, long count)
    {
        var hash = Crc32(Encoding.UTF8.GetBytes(key + salt));
        for (var i = 0L; i < count; i++)
        {
            var x = unchecked((uint)((ulong)i * 2654435761 + hash));
            x ^= x >> 16;
            x = unchecked(x * 2246822519);
            x ^= x >> 13;
            yield return x / 4294967296.0;
        }
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
