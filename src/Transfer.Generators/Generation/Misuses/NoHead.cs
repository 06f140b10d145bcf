using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>TRF209: there is no head.</summary>
[RuleDescription("""
    `[Backbone]` specifies no `Head`, or a path without a module, or a module that is not a `Linear`.
    """)]
[RuleExample(
    wrong: """
        [Backbone(Head = "fully")]
        public sealed class MyNet : Module<Tensor, Tensor>   // TRF209: fully
        {
            private readonly Linear fc = Linear(512, 10);
            public MyNet() : base(nameof(MyNet)) => RegisterComponents();
            public override Tensor forward(Tensor input) => fc.call(input);
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
internal sealed class NoHead()
    : CompilerRule(RuleId, "[Backbone] without a head", Severity.Error, RuleSubject.BackboneClass)
{
    public const string RuleId = "TRF209";
}
