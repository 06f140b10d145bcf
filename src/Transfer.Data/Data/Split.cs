namespace Transfer.Data;

/// <summary>The two parts of a dataset: every image is in exactly one of them.</summary>
/// <param name="Train">The part to train on.</param>
/// <param name="Validation">The part held out.</param>
public sealed record Split(Subset Train, Subset Validation);
