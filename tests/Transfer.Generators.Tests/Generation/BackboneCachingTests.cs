extern alias generators;

using generators::Transfer.Generators.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Transfer.Generators.Tests.Generation;

/// <summary>What an edit makes the generator of backbones do again.</summary>
public class BackboneCachingTests
{
    private const string Block = CustomSources.Usings
        + "class B : Net { readonly Net conv = Conv2d(3, Sizes.Width, 3); public B() : base(\"\") { } public override "
        + "Tensor forward(Tensor input) => input; }";

    private static readonly string[] Files =
    [
        Module("One", "new B()"), Module("Two", "ReLU()"), Block, "class Sizes { public const int Width = 3; }", "class Other;",
    ];

    [Fact]
    public void An_edit_elsewhere_does_nothing_again() =>
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], SourcesAfter(4, "class Other { int a; }"));

    [Fact]
    public void A_space_in_a_module_writes_nothing() =>
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached],
            SourcesAfter(0, Files[0].Replace("=>", " => ", StringComparison.Ordinal)));

    [Fact]
    public void A_new_number_in_another_file_writes_the_one_module_that_uses_it() => Assert.Equal(
        [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], SourcesAfter(
            3, "class Sizes { public const int Width = 5; }"));

    [Fact]
    public void A_new_layer_writes_the_one_module_that_has_it() => Assert.Equal(
        [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], SourcesAfter(1, Module("Two", "Linear(5, 5)")));

    [Fact]
    public void A_new_module_leaves_the_others() => Assert.Equal(
        [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], SourcesAfter(
            4, Module("Three", "ReLU()")));

    private static string Module(string name, string layer) => CustomSources.Usings + $$"""
        [Backbone(Head = "fc")]
        class {{name}} : Net
        {
            readonly Net body = {{layer}};
            readonly Linear fc = Linear(2, 2);
            public {{name}}() : base("") { RegisterComponents(); }
            public override Tensor forward(Tensor input) => input;
        }
        """;

    private static IEnumerable<IncrementalStepRunReason> SourcesAfter(int file, string text)
    {
        var program = Generate.Compilation(Files);
        var driver = Generate.Driver(new BackboneGenerator()).RunGenerators(program);
        var tree = program.SyntaxTrees[file];
        program =
            program.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath));
        var steps = driver.RunGenerators(program).GetRunResult().Results.Single().TrackedSteps;
        Assert.NotEmpty(steps["Classes"]);
        return steps["Sources"].SelectMany(step => step.Outputs).Select(output => output.Reason);
    }
}
