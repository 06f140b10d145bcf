using Transfer.Common;

namespace Transfer.Planning;

/// <summary>Epochs with one set of trainable parameters.</summary>
public sealed class Phase : Value
{
    internal Phase(
        string name,
        int epochs,
        OptimizerSettings optimizer,
        EquatableList<ParameterGroup> groups,
        EquatableList<int> inferenceNodes,
        Cut? cut,
        PhaseCost cost,
        Schedule? schedule = null,
        bool keepsOptimizerState = true)
    {
        Name = Argument.Named(name, nameof(name));
        Epochs = Argument.Positive(epochs, nameof(epochs));
        Optimizer = Argument.NotNull(optimizer, nameof(optimizer));
        Groups = groups;
        InferenceNodes = inferenceNodes;
        Cut = cut;
        Cost = cost;
        Schedule = schedule;
        KeepsOptimizerState = keepsOptimizerState;
    }

    /// <summary>Gets the phase's name.</summary>
    public string Name { get; }

    /// <summary>Gets the number of passes over the training set.</summary>
    public int Epochs { get; }

    /// <summary>Gets the optimizer; its learning rate is the phase's own where the phase sets one.</summary>
    public OptimizerSettings Optimizer { get; }

    /// <summary>Gets the parameter groups. Every trainable parameter is in exactly one; frozen parameters are in none.</summary>
    public EquatableList<ParameterGroup> Groups { get; }

    /// <summary>
    /// Gets the indices of the graph's nodes that run as in inference while the phase trains: frozen BatchNorm, and dropout
    /// inside the frozen part.
    /// </summary>
    public EquatableList<int> InferenceNodes { get; }

    /// <summary>Gets where the frozen prefix ends; null when nothing is frozen at the network's start.</summary>
    public Cut? Cut { get; }

    /// <summary>Gets what an image costs.</summary>
    public PhaseCost Cost { get; }

    /// <summary>Gets the phase's own schedule, which starts and ends with it; null follows <see cref="Plan.Schedule"/>.</summary>
    public Schedule? Schedule { get; }

    /// <summary>
    /// Gets whether parameters that trained in the phase before keep their optimizer state (momentum, Adam's means). It is fresh
    /// where the recipe asks for it, or where the optimizer is of another kind; parameters that join start fresh either way.
    /// </summary>
    public bool KeepsOptimizerState { get; }

    /// <summary>Returns whether a parameter trains in this phase.</summary>
    /// <param name="parameter">Its full name.</param>
    /// <returns>True if it trains.</returns>
    public bool IsTrainable(string parameter) => GroupOf(parameter) is not null;

    /// <summary>Returns the group of a parameter.</summary>
    /// <param name="parameter">Its full name.</param>
    /// <returns>The group; null when the parameter is frozen.</returns>
    public ParameterGroup? GroupOf(string parameter) => Groups.FirstOrDefault(group => group.Parameters.Contains(parameter));

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("name", Name)
        .AddUnwritten("epochs", Epochs)
        .AddUnwritten("optimizer", Optimizer)
        .AddUnwritten("groups", Groups)
        .AddUnwritten("inferenceNodes", InferenceNodes)
        .AddUnwritten("cut", Cut)
        .AddUnwritten("cost", Cost)
        .AddUnwritten("schedule", Schedule)
        .AddUnwritten("keepsOptimizerState", KeepsOptimizerState);
}
