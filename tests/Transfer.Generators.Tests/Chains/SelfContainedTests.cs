extern alias generators;
using generators::Transfer.Generators.Chains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Transfer.Generators.Tests.Chains;

/// <summary>Which recipes nothing but their text decides.</summary>
public class SelfContainedTests
{
    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer3\", \"layer4\").Head(10, dropout: 0.2)")]
    [InlineData("Backbone.ResNet18().Head(h => h.Linear(256).ReLU().Linear(4)).Optimizer(Optimizers.Sgd(0.01, momentum: 0.9))")]
    [InlineData("Backbone.ResNet18().Head(10).Phase(\"head\", 3).Then(5, p => p.UnfreezeFrom(\"layer4\").LearningRate(-1e-4))")]
    [InlineData("(Backbone.ResNet18()).Unfreeze(Layers.Head).Unfreeze(ResNet18Layers.Layer4_0_Conv1)")]
    public void Calls_of_the_language_with_literals_are(string recipe) => Assert.Equal(recipe, TextOf(recipe));

    [Theory]
    [InlineData("Backbone.ResNet18().Head(Ten)")]
    [InlineData("Backbone.ResNet18().Head(parameter)")]
    [InlineData("Backbone.ResNet18().Ours()")]
    [InlineData("Backbone.ResNet18().Unfreeze(L.Head)")]
    [InlineData("Backbone.ResNet18().Unfreeze(Biases)")]
    [InlineData("Backbone.ResNet18().Head(h => h.Linear(parameter))")]
    [InlineData("Backbone.ResNet18().Head(h => h.Linear(Ten))")]
    [InlineData("Other.Backbone.ResNet18()")]
    [InlineData("(parameter > 3 ? Backbone.ResNet18() : Backbone.ResNet34()).Head(10)")]
    public void Those_with_anything_else_are_not(string recipe) => Assert.Null(TextOf(recipe));

    // Of two lambdas, a parameter of the outer one is not decided by the text of what is in the inner.
    [Fact]
    public void Those_inside_a_lambda_with_its_parameter_are_not()
    {
        Assert.NotNull(TextOf("Backbone.ResNet18().Head(10)", "Func<int, Recipe> of = n => "));
        Assert.Null(TextOf("Backbone.ResNet18().Head(n)", "Func<int, Recipe> of = n => "));
    }

    private static string? TextOf(string recipe, string before = "var recipe = ")
    {
        var tree = CSharpSyntaxTree.ParseText($$"""
            using System;
            using Transfer;
            using L = Transfer.Layers;
            using static Transfer.Layers;
            static class C
            {
                const int Ten = 10;
                static Recipe Ours(this Recipe recipe) => recipe;
                static void M(int parameter)
                {
                    {{before}}{{recipe}};
                }
            }
            static class Other
            {
                public static class Backbone { public static Recipe ResNet18() => Transfer.Backbone.ResNet18().Head(3); }
            }
            """);
        var compilation = CSharpCompilation.Create(
            "Read", [tree], Verify.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var expression = tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>().First(node => node.ToString() == recipe);
        return SelfContained.TextOf(compilation.GetSemanticModel(tree).GetOperation(expression)!);
    }
}
