using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>TRF208: nobody can make one.</summary>
[RuleDescription("""
    The class, or a containing class, is generic, file-local or private, or it is abstract, or none of its constructors can be
    called by generated code: each is private or has `ref` parameters, or the class has required members.
    """)]
[RuleExample(
    wrong: """
        [Backbone(Head = "fc")]
        public sealed class MyNet : Module<Tensor, Tensor>   // TRF208: has no constructor that generated code can call
        {
            private readonly Linear fc = Linear(512, 10);
            private MyNet() : base(nameof(MyNet)) => RegisterComponents();
            public override Tensor forward(Tensor input) => fc.call(input);
        }
        """,
    right: """
        [Backbone(Head = "fc")]
        public sealed class MyNet : Module<Tensor, Tensor>
        {
            private readonly Linear fc = Linear(512, 10);
            internal MyNet() : base(nameof(MyNet)) => RegisterComponents();
            public override Tensor forward(Tensor input) => fc.call(input);
        }
        """)]
internal sealed class NotMakeable()
    : CompilerRule(RuleId, "[Backbone] on a class that recipes can't instantiate", Severity.Error, RuleSubject.BackboneClass)
{
    public const string RuleId = "TRF208";
}
