using System.Text.RegularExpressions;
using CsCheck;
using Transfer.Recipes.Selection;

namespace Transfer.Tests.Planning;

public class SelectorTests
{
    private static readonly Gen<string> Name =
        Gen.OneOfConst("a", "ab", "b1", "10", "1", "weight").List[1, 4].Select(segments => string.Join(".", segments));

    private static readonly Gen<string> Pattern =
        Gen.OneOfConst("a", "ab", "a*", "*", "**", "?", "?b", "b?", "1*", "*1", "1?", "weight", "w*t", "a**").List[1, 4]
            .Select(segments => string.Join(".", segments));

    [Theory]
    [InlineData("layer4", "layer4.0.conv1.weight", true)]
    [InlineData("layer4", "layer40.conv1.weight", false)]
    [InlineData("layer4.0.conv1.weight", "layer4.0.conv1.weight", true)]
    [InlineData("layer4.0.conv1.weight.x", "layer4.0.conv1.weight", false)]
    [InlineData("layer*.0", "layer2.0.bn1.bias", true)]
    [InlineData("layer*.0", "layer2.1.bn1.bias", false)]
    [InlineData("*", "conv1.weight", true)]
    [InlineData("*.*.*.*.*", "layer4.0.conv1.weight", false)]
    [InlineData("**.bias", "fc.bias", true)]
    [InlineData("**.bias", "bias", true)]
    [InlineData("**.bias", "layer4.0.bn1.bias", true)]
    [InlineData("**.bias", "layer4.0.bn1.weight", false)]
    [InlineData("layer4.**.bias", "layer4.bias", true)]
    [InlineData("layer?.0", "layer.0.weight", false)]
    [InlineData("Layer4", "layer4.0.conv1.weight", false)]
    [InlineData("**", "anything.at.all", true)]
    [InlineData("layer4.", "layer4.0.conv1.weight", false)]
    public void Matches(string pattern, string parameter, bool expected) =>
        Assert.Equal(expected, Selector.Matches(pattern, parameter));

    [Fact]
    public void Agrees_with_a_regular_expression() => Gen.Select(Pattern, Name).Sample(
        (pattern, name) => Selector.Matches(pattern, name) == Regex.IsMatch(name + ".", Translate(pattern)), iter: 5_000);

    [Fact]
    public void A_name_selects_itself_and_all_that_lies_in_it() => Gen.Select(Name, Name).Sample(
        (module, rest) => Selector.Matches(module, module) && Selector.Matches(module, module + "." + rest), iter: 500);

    [Theory]
    [InlineData("features", "features.0.weight features.0.bias features.1.weight features.1.bias")]
    [InlineData(Layers.Biases, "features.0.bias features.1.bias classifier.0.bias classifier.2.bias classifier.3.bias")]
    [InlineData("classifier.*" + Layers.Biases, "classifier.0.bias classifier.2.bias classifier.3.bias")]
    [InlineData(Layers.Norms, "features.1.weight features.1.bias")]
    [InlineData(Layers.BatchNorms, "features.1.weight features.1.bias")]
    [InlineData("classifier" + Layers.Norms, "")]
    [InlineData(Layers.Head, "classifier.3.weight classifier.3.bias")]
    [InlineData(":nonsense", "")]
    public void Selection_by_path_and_kind_keeps_the_order_of_the_parameters(string selector, string expected) =>
        Assert.Equal(expected, string.Join(" ", Selector.Select(selector, Tiny.Graph).Select(parameter => parameter.Name)));

    [Fact]
    public void Selection_keeps_the_order_of_the_parameters() =>
        Assert.Equal(["classifier.3.weight", "classifier.3.bias"], Names("classifier.3"));

    [Fact]
    public void Kinds_select_within_a_path_or_everywhere()
    {
        Assert.Equal(["features.1.weight", "features.1.bias"], Names(Layers.Norms));
        Assert.Equal(["classifier.3.weight", "classifier.3.bias"], Names(Layers.Head));
        Assert.Equal(["features.0.bias", "features.1.bias"], Names("features" + Layers.Biases));
        Assert.Equal(5, Names(Layers.Biases).Length);
    }

    private static string[] Names(string selector) =>
        Selector.Select(selector, Tiny.Graph).Select(parameter => parameter.Name).ToArray();

    // Each segment with its dot, and ** as any number of them.
    private static string Translate(string pattern) => "^" + string.Concat(pattern.Split('.').Select(segment => segment == "**"
        ? "([^.]*\\.)*"
        : Regex.Escape(segment)
            .Replace("\\*", "[^.]*", StringComparison.Ordinal)
            .Replace("\\?", "[^.]", StringComparison.Ordinal) + "\\."));
}
