extern alias generators;

using generators::Transfer.Generators.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Transfer.Tests;

namespace Transfer.Generators.Tests.Generation;

/// <summary>What is generated for a module of the user's own.</summary>
public class BackboneSourceTests
{
    private const string Forward = "public override Tensor forward(Tensor input) => input;";

    [Fact]
    public void A_module_before_extension_members() => Snapshot.Match(Sources(CustomSources.MyNet)["Shop.MyNet.Backbone.g.cs"]);

    [Fact]
    public void A_module_with_extension_members()
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Preview);
        var program =
            CSharpCompilation.Create("App", [CSharpSyntaxTree.ParseText(CustomSources.MyNet, parsing)], Verify.References);
        var result = Generate.Driver(new BackboneGenerator(), parsing).RunGenerators(program).GetRunResult();
        Snapshot.Match(Assert.Single(Assert.Single(result.Results).GeneratedSources).SourceText.ToString());
    }

    [Fact]
    public void A_module_that_its_source_shows_in_part() => Snapshot.Match(Sources(CustomSources.Usings + $$"""
        class Outer
        {
            [Backbone(Head = "fc", Name = "partly")]
            internal class @event : Net
            {
                private readonly Sequential blocks = Sequential();
                private readonly Linear fc;

                public @event(int classes) : base("") { for (var i = 0; i < classes; i++) { blocks.append(Linear(4, 4)); } fc = Linear(4, classes); RegisterComponents(); }

                internal @event() : this(3) { }

                {{Forward}}
            }
        }
        """)["Outer.event.Backbone.g.cs"]);

    [Theory]
    [InlineData(
        "public class M : Net { readonly Linear fc = Linear(2, 2); public M() : base(\"\") { RegisterComponents(); } @ }")]
    [InlineData(
        "internal class M(int n = 3, params string[] names) : Net(\"\") { readonly Linear fc = Linear(2, n); public M() : "
        + "this(4) { RegisterComponents(); } public string[] Names => names; @ }")]
    [InlineData(
        "public class M : Net { readonly Linear fc = Linear(2, 2); internal M(System.DayOfWeek @class = "
        + "System.DayOfWeek.Friday, string? s = \"a\\\"\") : base(\"\") { RegisterComponents(); } @ }")]
    [InlineData(
        "public class M : Net { readonly Linear fc = Linear(2, 2); Net Own { get; } = ReLU(); readonly Net My_net = "
        + "Linear(1, 1); readonly Net MyNet = Linear(1, 1); public M() : base(\"\") { register_module(\"1-a\", Linear(1, "
        + "1)); RegisterComponents(); } @ }")]
    [InlineData(
        "public class M : Net { readonly Linear fc = Linear(2, 2); readonly Net m_layers = Linear(1, 1); public M() : "
        + "base(\"\") { RegisterComponents(); } @ } public class m_ : System.Attribute;")]
    public void Every_form_compiles(string module)
    {
        var source = Assert.Single(Sources(
            CustomSources.Usings
                + "namespace N.@event; [Backbone(Head = \"fc\")] "
                + module.Replace("@ }", Forward + " }", StringComparison.Ordinal)));
        Assert.Contains("BackboneExtensions.From(\"m\"", source.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_differ_in_case_alone_have_files_of_their_own()
    {
        var module =
            $"[Backbone(Head = \"fc\")] class @ : Net {{ readonly Linear fc = Linear(2, 2); public @() : base(\"\") {{ "
            + $"RegisterComponents(); }} {Forward} }} ";
        var sources = Sources(
            CustomSources.Usings
                + module.Replace("@", "Net1", StringComparison.Ordinal)
                + module.Replace("@", "NET1", StringComparison.Ordinal));
        Assert.Equal(["NET1.Backbone.g.cs", "Net1-2.Backbone.g.cs"], sources.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_generated_of_what_is_misused() =>
        Assert.Empty(
            Sources(
                CustomSources.Usings
                    + "[Backbone] class M : Net { public M() : base(\"\") { } public override Tensor forward(Tensor input) "
                    + "=> input; }"));

    [Fact]
    public void Constants_are_the_paths_of_the_module_and_recipes_over_it_have_them()
    {
        var assembly = Generate.Load(new BackboneGenerator(), CustomSources.MyNet);
        var constants = assembly.GetType("Shop.MyNetLayers")!
            .GetFields()
            .Select(field => (string)field.GetValue(null)!)
            .ToArray();
        var recipe = (Recipe)assembly
            .GetType("Shop.MyNetBackbone")!
            .GetMethod("Create")!
            .Invoke(null, [5, null, TorchSharp.PaddingModes.Zeros])!;
        var plan = recipe.FreezeAll().Unfreeze(constants).Compile();
        Assert.Equal("mynet", plan.Graph.Architecture);
        Assert.Equal(
            plan.Graph.Parameters
                .Select(parameter => parameter.Name[..parameter.Name.LastIndexOf('.')])
                .Distinct()
                .Order(StringComparer.Ordinal),
            constants.Where(path => path is not ("blocks" or "blocks.0" or "blocks.2" or "classifier"))
                .Order(StringComparer.Ordinal));
    }

    private static IReadOnlyDictionary<string, string> Sources(params string[] files) =>
        Generate.Sources(new BackboneGenerator(), files);
}
