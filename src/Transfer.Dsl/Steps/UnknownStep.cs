namespace Transfer.Steps;

/// <summary>A call that the compiler sees but whose arguments it can't know; never part of a recipe that runs.</summary>
/// <param name="Call">The call, as written.</param>
/// <param name="AffectsParameters">Whether it may change which parameters exist or are frozen.</param>
internal sealed record UnknownStep(string Call, bool AffectsParameters) : Step
{
    public override string ToString() => Call;
}
