namespace Transfer.Rules;

/// <summary>How grave a finding is.</summary>
public enum Severity
{
    /// <summary>Legal, and perhaps meant: something to know.</summary>
    Info,

    /// <summary>Legal, but seldom meant.</summary>
    Warning,

    /// <summary>The recipe can't be planned.</summary>
    Error,
}
