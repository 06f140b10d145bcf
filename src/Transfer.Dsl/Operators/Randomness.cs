namespace Transfer.Operators;

/// <summary>Specifies what an operator drops at random in training mode.</summary>
internal enum Randomness
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Elements of its input.</summary>
    Elements,

    /// <summary>The whole branch before it.</summary>
    Branches,
}
