using Transfer.Data;

namespace Transfer.Tests.Training;

/// <summary>Small images whose class shows in their colour, so that a few steps learn it.</summary>
internal static class Pictures
{
    public const int Side = 32;

    public static ImageArrays Of(int count, int classes = 3, int seed = 1)
    {
        var random = new Random(seed);
        var labels = Enumerable.Range(0, count).Select(i => i % classes).ToArray();
        var samples = new byte[count * Side * Side * 3];
        for (var i = 0; i < samples.Length; i++)
        {
            var bright = i % 3 == labels[i / (Side * Side * 3)] % 3;
            samples[i] = (byte)(random.Next(96) + (bright ? 128 : 0));
        }

        return new ImageArrays(samples, Side, Side, labels, Enumerable.Range(0, classes).Select(i => $"colour {i}").ToArray());
    }
}
