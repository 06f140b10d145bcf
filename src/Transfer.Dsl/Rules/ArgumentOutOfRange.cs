using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>
/// TRF006: an argument that the recipe language refuses. At run time the call itself throws an <see cref="ArgumentException"/>,
/// so that no recipe holds it; the compiler reports the same exception's message without the run.
/// </summary>
[RuleDescription("""
    A call of the recipe language gets a constant that it refuses: no classes, a probability above 1, a learning rate of 0, an
    empty layer name, a backbone that does not exist.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Head(0)   // TRF006: classes must be 1 or more, got 0
        """,
    right: """
        Backbone.ResNet18().Head(10)
        """)]
internal sealed class ArgumentOutOfRange() : Rule(RuleId, "Argument out of range", Severity.Error)
{
    public const string RuleId = "TRF006";

    public override bool IsLasting => true;

    /// <summary>Gets the format: the message of the exception is the whole message.</summary>
    public override string MessageFormat => "{0}";

    public override IEnumerable<Finding> Check(SimulatedRecipe recipe) => [];
}
