namespace Transfer.Recipes;

/// <summary>A call that the compiler sees but whose arguments it can't know; never part of a recipe that runs.</summary>
/// <param name="method">The method of the recipe language that is called.</param>
internal sealed class UnknownStep(string method) : Step
{
    /// <summary>Gets the method.</summary>
    public string Method => method;

    internal override StepDefinition Definition { get; } = Steps.OfMethod(method) ?? StepDefinition.Unknown;

    internal override string Call() => method + "(…)";

    private protected override Common.ArgumentList Describe() => new Common.ArgumentList().Add("method", method);
}
