namespace Transfer.Rules;

/// <summary>Specifies the severity of a finding.</summary>
public enum Severity
{
    /// <summary>Valid, and perhaps intended: worth knowing.</summary>
    Info,

    /// <summary>Valid, but seldom intended.</summary>
    Warning,

    /// <summary>The recipe can't be planned.</summary>
    Error,
}
