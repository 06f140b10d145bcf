using Transfer.Weights.Safetensors;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Tests;

public class SafetensorsWriterTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void A_tensor_of_another_length_than_announced_leaves_the_old_file(int written)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.safetensors", [42]);

        var error = Assert.Throws<InvalidOperationException>(() =>
            SafetensorsWriter.Write(
                path, [new SafetensorsEntry("w", WeightDType.F32, [1], stream => stream.Write(new byte[written]))]));

        Assert.Contains("w wrote", error.Message, StringComparison.Ordinal);
        Assert.Equal(["model.safetensors"], folder.Names);
        Assert.Equal([42], File.ReadAllBytes(path));
    }

    [Fact]
    public void An_existing_file_is_replaced_and_nothing_is_left_beside_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.safetensors", [42]);
        SafetensorsWriter.Write(path, [SafetensorsEntry.Of("w", WeightDType.U8, [1], new byte[] { 7 })]);

        Assert.Equal(["model.safetensors"], folder.Names);
        Assert.Equal([7], Samples.ReadAll(path).Single());
    }

    [Fact]
    public void Names_that_the_format_cannot_hold_are_refused()
    {
        var w = SafetensorsEntry.Of("w", WeightDType.U8, [0], default);
        Assert.Throws<ArgumentException>(() => Write(w, w));
        Assert.Throws<ArgumentException>(() => Write(w with { Name = "__metadata__" }));
        Assert.ThrowsAny<ArgumentException>(() => Write(w with { Name = "\uD800" }));
        Assert.Throws<ArgumentException>(() => Write(SafetensorsEntry.Of("w", WeightDType.U8, [-1, -1], new byte[1])));
        Assert.Throws<ArgumentException>(() => Write(w with { Name = new string('x', 100_000_000) }));
    }

    private static void Write(params SafetensorsEntry[] entries) => SafetensorsWriter.Write(Stream.Null, entries, null);
}
