using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>TRF211: two backbones have one name.</summary>
[RuleDescription("""
    Two classes with `[Backbone]` in one assembly have the same network name.
    """)]
[RuleExample(
    wrong: """
        namespace Large
        {
            [Backbone(Head = "fc")]
            public sealed class MyNet : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(512, 10);
                public MyNet() : base(nameof(MyNet)) => RegisterComponents();
                public override Tensor forward(Tensor input) => fc.call(input);
            }
        }

        namespace Small
        {
            [Backbone(Head = "fc")]
            public sealed class MyNet : Module<Tensor, Tensor>   // TRF211: Large.MyNet is called "mynet" too
            {
                private readonly Linear fc = Linear(512, 10);
                public MyNet() : base(nameof(MyNet)) => RegisterComponents();
                public override Tensor forward(Tensor input) => fc.call(input);
            }
        }
        """,
    right: """
        namespace Large
        {
            [Backbone(Head = "fc")]
            public sealed class MyNet : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(512, 10);
                public MyNet() : base(nameof(MyNet)) => RegisterComponents();
                public override Tensor forward(Tensor input) => fc.call(input);
            }
        }

        namespace Small
        {
            [Backbone(Head = "fc", Name = "mynet-small")]
            public sealed class MyNet : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(512, 10);
                public MyNet() : base(nameof(MyNet)) => RegisterComponents();
                public override Tensor forward(Tensor input) => fc.call(input);
            }
        }
        """)]
internal sealed class SameBackboneName()
    : CompilerRule(RuleId, "Two backbones with the same name", Severity.Warning, RuleSubject.BackboneClass)
{
    public const string RuleId = "TRF211";

    public override string MessageFormat =>
        "{0} is called {1} too, so plans and saved models of one look like those of the other; "
        + "give {2} another name, [Backbone(Name = \"…\")]";

    public override bool IsAtEnd => true;
}
