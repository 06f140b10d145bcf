namespace Transfer.Operators;

/// <summary>What an operator leaves out at random in training mode.</summary>
internal enum Randomness
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Elements of what it is given.</summary>
    Elements,

    /// <summary>The whole branch before it.</summary>
    Branches,
}
