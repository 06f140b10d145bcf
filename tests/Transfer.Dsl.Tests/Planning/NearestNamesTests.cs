using CsCheck;
using Transfer.Common;

namespace Transfer.Tests.Planning;

public class NearestNamesTests
{
    private static readonly Gen<string> Word = Gen.Char["abc."].Array[0, 8].Select(letters => new string(letters));

    [Theory]
    [InlineData("resnet81", new[] { "resnet18", "resnet50" })]
    [InlineData("RESNET18", new[] { "resnet18", "resnet50" })]
    [InlineData("vgg", new[] { "vgg16" })]
    [InlineData("transformer", new string[0])]
    public void Nearest(string name, string[] expected) =>
        Assert.Equal(expected, NearestNames.Of(name, ["vgg16", "resnet50", "resnet18"]));

    [Fact]
    public void Equally_near_ones_come_in_ordinal_order_each_once() =>
        Assert.Equal(["layer1", "layer2"], NearestNames.Of("layer", ["layer2", "layer1", "layer2"]));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("flaw", "lawn", 2)]
    public void Distance(string left, string right, int expected) => Assert.Equal(expected, NearestNames.Distance(left, right));

    [Fact]
    public void Distance_is_a_metric() => Gen.Select(Word, Word, Word).Sample(
        (a, b, c) => NearestNames.Distance(a, b) is var ab
            && ab == NearestNames.Distance(b, a)
            && (ab == 0) == (a == b)
            && ab <= Math.Max(a.Length, b.Length)
            && ab <= NearestNames.Distance(a, c) + NearestNames.Distance(c, b),
        iter: 1_000);
}
