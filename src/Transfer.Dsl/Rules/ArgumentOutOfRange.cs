using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>
/// TRF006: an argument that the recipe language refuses. At run time the call itself throws an <see cref="ArgumentException"/>,
/// so that no recipe holds it; the compiler reports the same exception's message without the run.
/// </summary>
internal sealed class ArgumentOutOfRange : Rule
{
    public const string RuleId = "TRF006";

    public override string Id => RuleId;

    public override string Title => "Argument out of range";

    public override Severity Severity => Severity.Error;

    public override bool IsLasting => true;

    public override IEnumerable<Finding> Check(RecipeFacts facts) => [];
}
