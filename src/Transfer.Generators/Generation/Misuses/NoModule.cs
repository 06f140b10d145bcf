using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>TRF207: the class is not a module from tensor to tensor.</summary>
[RuleDescription("""
    The class with `[Backbone]` does not derive from `Module<Tensor, Tensor>` of TorchSharp.
    """)]
[RuleExample(
    wrong: """
        [Backbone(Head = "fc")]
        public sealed class MyNet   // TRF207: is not a module from tensor to tensor
        {
            private readonly Linear fc = Linear(512, 10);
        }
        """,
    right: """
        [Backbone(Head = "fc")]
        public sealed class MyNet : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(512, 10);
            public MyNet() : base(nameof(MyNet)) => RegisterComponents();
            public override Tensor forward(Tensor input) => fc.call(input);
        }
        """)]
internal sealed class NoModule()
    : CompilerRule(RuleId, "[Backbone] on a class that is not a module", Severity.Error, RuleSubject.BackboneClass)
{
    public const string RuleId = "TRF207";

    public override string MessageFormat =>
        "{0} is not a module from tensor to tensor; derive it from TorchSharp's Module<Tensor, Tensor>";
}
