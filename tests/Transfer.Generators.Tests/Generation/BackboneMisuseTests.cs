extern alias generators;

using generators::Transfer.Generators.Analyzers;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace Transfer.Generators.Tests.Generation;

/// <summary>What the compiler says of <c>[Backbone]</c> where it can't do what it is for.</summary>
public class BackboneMisuseTests
{
    private const string Rest =
        "readonly Linear fc = Linear(2, 2); readonly Net body = ReLU(); public M() : base(\"\") { RegisterComponents(); } ";
    private const string Forward = "public override Tensor forward(Tensor input) => input; }";

    [Theory]
    [InlineData("[Backbone(Head = \"fc\")] class {|TRF207:M|} { }")]
    [InlineData("[Backbone(Head = \"fc\")] class {|TRF207:M|} : Module { public M() : base(\"\") { } }")]
    [InlineData(
        "[Backbone(Head = \"fc\")] class {|TRF207:M|} : Module<Tensor, Tensor, Tensor> { public M() : base(\"\") { } public "
        + "override Tensor forward(Tensor a, Tensor b) => a; }")]
    [InlineData("[Backbone(Head = \"fc\")] abstract class {|TRF208:M|} : Net { @ }")]
    [InlineData("[Backbone(Head = \"fc\")] class {|TRF208:M|}<T> : Net { @ }")]
    [InlineData("class O<T> { [Backbone(Head = \"fc\")] internal class {|TRF208:M|} : Net { @ } }")]
    [InlineData("class O { [Backbone(Head = \"fc\")] private class {|TRF208:M|} : Net { @ } }")]
    [InlineData("[Backbone(Head = \"fc\")] file class {|TRF208:M|} : Net { @ }")]
    [InlineData("[Backbone(Head = \"fc\")] class {|TRF208:M|} : Net { private M() : base(\"\") { RegisterComponents(); } # }")]
    [InlineData(
        "[Backbone(Head = \"fc\")] class {|TRF208:M|} : Net { public M(ref int n) : base(\"\") { RegisterComponents(); } # }")]
    [InlineData("[Backbone(Head = \"fc\")] class {|TRF208:M|} : Net { public required int N { get; init; } @ }")]
    [InlineData("[Backbone] class {|TRF209:M|} : Net { @ }")]
    [InlineData("[Backbone(Head = \" \")] class {|TRF209:M|} : Net { @ }")]
    [InlineData("[Backbone(Head = \"f\")] class {|TRF209:M|} : Net { @ }")]
    [InlineData("[Backbone(Head = \"fc.0\")] class {|TRF209:M|} : Net { @ }")]
    [InlineData("[Backbone(Head = \"body\")] class {|TRF209:M|} : Net { @ }")]
    [InlineData("[Backbone(Head = \"fc\", Name = \"\")] class {|TRF210:M|} : Net { @ }")]
    [InlineData("[Backbone(Head = \"fc\", Name = \"resnet18\")] class {|TRF210:M|} : Net { @ }")]
    [InlineData(
        "[Backbone(Head = \"fc\")] class {|TRF210:ResNet18|} : Net { readonly Linear fc = Linear(2, 2); public ResNet18() : "
        + "base(\"\") { RegisterComponents(); } # }")]
    [InlineData(
        "[Backbone(Head = \"fc\", Name = \"r\")] class {|TRF210:ResNet18|} : Net { readonly Linear fc = Linear(2, 2); "
        + "public ResNet18() : base(\"\") { RegisterComponents(); } # }")]
    [InlineData(
        "namespace A { [Backbone(Head = \"fc\")] class M : Net { @ } } namespace B { [Backbone(Head = \"fc\")] class "
        + "{|TRF211:M|} : Net { @ } }")]
    [InlineData(
        "[Backbone(Head = \"fc\")] class {|TRF212:M|} : Net { readonly Linear fc = Linear(2, 2); public M() : base(\"\") { "
        + "} # }")]
    public Task Misuse_is_reported(string program) => Check(program);

    [Theory]
    [InlineData("[Backbone(Head = \"fc\")] class M : Net { @ }")]
    [InlineData("[Backbone(Head = \"fc\", Name = \"own\")] public class M : Net { private M(int n) : base(\"\") { } @ }")]
    [InlineData("class O { [Backbone(Head = \"fc\")] internal class M : Net { @ } }")]
    [InlineData(
        "abstract class P<T> : Net { protected readonly T fc; protected P(T fc) : base(\"\") { this.fc = fc; "
        + "RegisterComponents(); } # } [Backbone(Head = \"fc\")] class M : P<Linear> { public M() : base(Linear(2, 2)) { } }")]
    [InlineData(
        "[Backbone(Head = \"x.fc\")] class M : Net { readonly Net x = Make(); static Net Make() => null!; public M() : "
        + "base(\"\") { RegisterComponents(); } # }")]
    [InlineData(
        "[Backbone(Head = \"x3\")] class M : Net { public M() : base(\"\") { for (var i = 0; i < 4; i++) { "
        + "register_module($\"x{i}\", Linear(2, 2)); } } # }")]
    [InlineData(
        "[Backbone(Head = \"fc\")] class M : Net { readonly Net fc; public M() : base(\"\") { fc = Linear(2, 2); "
        + "Register(); } void Register() => RegisterComponents(); # }")]
    [InlineData(
        "namespace A { [Backbone(Head = \"fc\")] class M : Net { @ } } namespace B { [Backbone(Head = \"fc\", Name = "
        + "\"b\")] class M : Net { @ } }")]
    [InlineData("class BackboneAttribute : System.Attribute; [global::Backbone] class M { }")]
    public Task Sound_use_is_not(string program) => Check(program);

    private static Task Check(string program)
    {
        var test = new CSharpAnalyzerTest<BackboneAnalyzer, DefaultVerifier>
        {
            TestCode = "#nullable enable\n"
                + (program.StartsWith("class BackboneAttribute", StringComparison.Ordinal) ? string.Empty : CustomSources.Usings)
                + program.Replace("@ }", Rest + Forward, StringComparison.Ordinal)
                    .Replace("# }", Forward, StringComparison.Ordinal),
            ReferenceAssemblies = new ReferenceAssemblies("none"),
            CompilerDiagnostics = CompilerDiagnostics.None,
            TestBehaviors = TestBehaviors.SkipSuppressionCheck,
        };
        test.TestState.AdditionalReferences.AddRange(Verify.References);
        return test.RunAsync();
    }
}
