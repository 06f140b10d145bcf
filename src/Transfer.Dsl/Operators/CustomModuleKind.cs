namespace Transfer.Operators;

/// <summary>What is known of a module that the graph can't look into.</summary>
internal enum CustomModuleKind
{
    /// <summary>Nothing that planning needs.</summary>
    Other,

    /// <summary>A normalization.</summary>
    Normalization,

    /// <summary>Random in training mode: dropout, stochastic depth.</summary>
    Random,
}
