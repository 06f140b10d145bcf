extern alias generators;

using generators::Transfer.Generators.Analyzers;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace Transfer.Generators.Tests.Generation;

/// <summary>What the compiler says of <c>[Recipe]</c> where it can't do what it is for.</summary>
public class MisuseTests
{
    private const string Start = "static Recipe PRecipe => Backbone.ResNet18().Head(2);";

    [Theory]
    [InlineData("partial class C { [Recipe] public static Plan {|TRF201:P|}() => null!; @ }")]
    [InlineData("class C { [Recipe] public static partial Plan {|TRF201:P|}(); @ }")]
    [InlineData("class O { partial class C { [Recipe] public static partial Plan {|TRF201:P|}(); @ } }")]
    [InlineData("partial class C<T> { [Recipe] public static partial Plan {|TRF201:P|}(); @ }")]
    [InlineData("file partial class C { [Recipe] public static partial Plan {|TRF201:P|}(); @ }")]
    [InlineData("partial class C { [Recipe] public partial Plan {|TRF202:P|}(); @ }")]
    [InlineData("partial class C { [Recipe] public static partial Recipe {|TRF203:P|}(); @ }")]
    [InlineData("partial class C { [Recipe] public static partial Plan {|TRF203:P|}(int number); @ }")]
    [InlineData("partial class C { [Recipe] public static partial Plan? {|TRF203:P|}(); @ }")]
    [InlineData("partial class C { [Recipe] public static partial Plan {|TRF204:P|}(); }")]
    [InlineData("partial class C { [Recipe(\"Other\")] public static partial Plan {|TRF204:P|}(); @ }")]
    [InlineData(
        "partial class C { [Recipe] public static partial Plan {|TRF204:P|}(); static Recipe PRecipe(int n) => "
        + "Backbone.ResNet18().Head(n); }")]
    [InlineData(
        "partial class C { [Recipe] public static partial Plan {|TRF204:P|}(); static Recipe PRecipe = Backbone.ResNet18(); }")]
    [InlineData(
        "partial class C { static int n = 2; [Recipe] public static partial Plan {|TRF205:P|}(); static Recipe PRecipe => "
        + "Backbone.ResNet18().Head(n); }")]
    [InlineData(
        "partial class C { static bool b; [Recipe] public static partial Plan {|TRF205:P|}(); static Recipe PRecipe => "
        + "Backbone.ResNet18().Head(b ? 2 : 3); }")]
    [InlineData(
        "partial class C { [Recipe] public static partial Plan {|TRF205:P|}(); static Recipe PRecipe => "
        + "Backbone.Graph(\"x\", g => g.Linear(\"fc\", g.Flatten(g.Input), 5), \"fc\").Head(2); }")]
    [InlineData(
        "partial class C { static string s = \"\"; [Recipe] public static partial Plan {|TRF205:P|}(); static Recipe "
        + "PRecipe => Backbone.Named(s).Head(2); }")]
    [InlineData(
        "partial class C { [Recipe] public static partial Plan {|TRF205:P|}(); static Recipe PRecipe() { var r = "
        + "Backbone.ResNet18(); return r.Head(2); } }")]
    [InlineData(
        "partial class B { [Recipe] public static partial Plan P(); @ } partial class C { [Recipe] public static partial "
        + "Plan {|TRF206:P|}(); @ }")]
    public Task Misuse_is_reported(string program) => Check(program);

    [Theory]
    [InlineData("partial class C { [Recipe] public static partial Plan P(); @ }")]
    [InlineData(
        "partial class B { [Recipe] public static partial Plan P(); @ } partial class C { [Recipe(Name = \"Q\")] public "
        + "static partial Plan P(); @ }")]
    [InlineData("class Recipe : System.Attribute; class C { [global::Recipe] public static int P() => 1; }")]
    [InlineData(
        "#pragma warning disable TRF205\npartial class C { static int n = 2; [Recipe] public static partial Plan P(); "
        + "static Recipe PRecipe => Backbone.ResNet18().Head(n); }")]
    public Task Sound_use_is_not(string program) => Check(program);

    [Theory]
    [InlineData("Backbone.ResNet18().FreezeAll().Head(n)", "the arguments of Head(…) are not constant")]
    [InlineData("Backbone.Named(s).Head(2)", "starts from")]
    public async Task The_message_says_which_part_is_not_constant(string recipe, string part)
    {
        var compilation = Generate.Compilation(
            $"using Transfer; partial class C {{ static int n = 2; static string s = \"\"; [Recipe] public static partial "
            + $"Plan P(); static Recipe PRecipe => {recipe}; }}");
        var found = Assert.Single(await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions
            .WithAnalyzers(compilation, [new RecipeMemberAnalyzer()]).GetAnalyzerDiagnosticsAsync());
        Assert.Contains(part, found.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static Task Check(string program)
    {
        var test = new CSharpAnalyzerTest<RecipeMemberAnalyzer, DefaultVerifier>
        {
            TestCode = "#nullable enable\n"
                + (program.StartsWith("class Recipe", StringComparison.Ordinal) ? string.Empty : "using Transfer;\n")
                + program.Replace("@ }", Start + " }", StringComparison.Ordinal),
            ReferenceAssemblies = new ReferenceAssemblies("none"),
            CompilerDiagnostics = CompilerDiagnostics.None,
            TestBehaviors = TestBehaviors.SkipSuppressionCheck,
        };
        test.TestState.AdditionalReferences.AddRange(Verify.References);
        return test.RunAsync();
    }
}
