using CsCheck;
using Transfer.Graphs;

namespace Transfer.Tests.Planning;

public class ModulePathTests
{
    private static readonly Gen<string> Path = Gen.OneOfConst("a", "ab", "0", "10").List[0, 4]
        .Select(segments => string.Join(".", segments));

    [Theory]
    [InlineData("layer4.0", "layer4", true)]
    [InlineData("layer4", "layer4", true)]
    [InlineData("layer40", "layer4", false)]
    [InlineData("layer4", "layer4.0", false)]
    [InlineData("layer4", "", true)]
    [InlineData("", "layer4", false)]
    public void IsWithin(string path, string module, bool expected) => Assert.Equal(expected, ModulePath.IsWithin(path, module));

    [Fact]
    public void A_joined_path_lies_within_its_parent_and_counts_both_depths() => Gen.Select(Path, Path).Sample(
        (parent, child) => ModulePath.Join(parent, child) is var path
            && ModulePath.IsWithin(path, parent)
            && ModulePath.Depth(path) == ModulePath.Depth(parent) + ModulePath.Depth(child)
            && ModulePath.Prefix(path, ModulePath.Depth(parent)) == parent);

    [Fact]
    public void A_prefix_deeper_than_the_path_is_the_path() => Assert.Equal("a.b", ModulePath.Prefix("a.b", 3));
}
