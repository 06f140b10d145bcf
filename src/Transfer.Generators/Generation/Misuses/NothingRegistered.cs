using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>TRF212: nothing is registered.</summary>
[RuleDescription("""
    No constructor of the class registers a parameter.
    """)]
[RuleExample(
    wrong: """
        [Backbone(Head = "fc")]
        public sealed class MyNet : Module<Tensor, Tensor>   // TRF212: registers no parameters
        {
            private readonly Linear fc = Linear(512, 10);
            public MyNet() : base(nameof(MyNet)) { }
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
internal sealed class NothingRegistered()
    : CompilerRule(RuleId, "[Backbone] on a module that registers nothing", Severity.Error, RuleSubject.BackboneClass)
{
    public const string RuleId = "TRF212";

    public override string MessageFormat =>
        "{0} registers no parameters; call RegisterComponents() at the end of its constructor";
}
