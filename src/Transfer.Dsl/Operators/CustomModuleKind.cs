namespace Transfer.Operators;

/// <summary>Specifies what is known about a module that the graph can't look into.</summary>
internal enum CustomModuleKind
{
    /// <summary>Nothing that planning needs.</summary>
    Other,

    /// <summary>A normalization.</summary>
    Normalization,

    /// <summary>Random in training mode: dropout, stochastic depth.</summary>
    Random,
}
