using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>TRF210: a built-in backbone has the name, or there is none.</summary>
[RuleDescription("""
    The network's name is empty or that of a built-in backbone, or the class has the name of a member of `Backbone`.
    """)]
[RuleExample(
    wrong: """
        [Backbone(Head = "fc", Name = "resnet18")]
        public sealed class MyNet : Module<Tensor, Tensor>   // TRF210: "resnet18" is the name of a built-in backbone
        {
            private readonly Linear fc = Linear(512, 10);
            public MyNet() : base(nameof(MyNet)) => RegisterComponents();
            public override Tensor forward(Tensor input) => fc.call(input);
        }
        """,
    right: """
        [Backbone(Head = "fc", Name = "resnet18-narrow")]
        public sealed class MyNet : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(512, 10);
            public MyNet() : base(nameof(MyNet)) => RegisterComponents();
            public override Tensor forward(Tensor input) => fc.call(input);
        }
        """)]
internal sealed class TakenName()
    : CompilerRule(RuleId, "[Backbone] with a name that is already taken", Severity.Error, RuleSubject.BackboneClass)
{
    public const string RuleId = "TRF210";
}
