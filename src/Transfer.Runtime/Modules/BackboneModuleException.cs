namespace Transfer.Modules;

/// <summary>A custom module can't be the backbone of a recipe, or is not the one that a plan was made of.</summary>
/// <param name="message">What is wrong with it, and what to do.</param>
public sealed class BackboneModuleException(string message) : Exception(message);
