using System.Text;

namespace Transfer.Tests.Parity;

/// <summary>
/// Tensors by a formula that the referee (PyTorch with torchvision) was given as well: a hash of the state-dict key and the
/// element's index. The same in Python is in tools/referee/common.py.
/// </summary>
internal static class FormulaWeights
{
    public static float[] Weight(string key, string salt, IReadOnlyList<int> shape)
    {
        var count = shape.Aggregate(1L, (product, length) => product * length);
        var (scale, shift) = (shape.Count, key) switch
        {
            _ when key.EndsWith("running_var", StringComparison.Ordinal) => (1.0, 0.5),
            (1, _) when key.EndsWith("weight", StringComparison.Ordinal) => (1.0, 0.5),
            ( <= 1, _) => (0.2, -0.1),
            _ => (0.0, 0.0),
        };
        if (scale != 0)
        {
            return Fill(key + salt, count, u => (float)(shift < 0 ? (u - 0.5) * scale : shift + u));
        }

        var bound = Math.Sqrt(3.0 / (count / shape[0]));
        return Fill(key + salt, count, u => (float)(((2 * u) - 1) * bound));
    }

    public static float[] Input(string key, string salt, long count) => Fill(key + salt, count, u => (float)((2 * u) - 1));

    public static long[] Labels(string key, string salt, int count, int classes) =>
        Fill(key + salt, count, u => (long)Math.Floor(u * classes));

    private static T[] Fill<T>(string name, long count, Func<double, T> value)
    {
        var hash = Crc32(Encoding.UTF8.GetBytes(name));
        var result = new T[count];
        for (var i = 0L; i < count; i++)
        {
            var x = unchecked((uint)((ulong)i * 2654435761 + hash));
            x ^= x >> 16;
            x = unchecked(x * 2246822519);
            x ^= x >> 13;
            result[i] = value(x / 4294967296.0);
        }

        return result;
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
