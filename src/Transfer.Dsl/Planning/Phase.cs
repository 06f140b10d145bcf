using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Planning;

/// <summary>Represents a number of epochs with one set of trainable parameters.</summary>
/// <param name="Name">The phase's name.</param>
/// <param name="Epochs">Passes over the training set.</param>
/// <param name="Optimizer">
/// The optimizer, with its numbers; its learning rate is the phase's own where the phase sets one.
/// </param>
/// <param name="Groups">The parameter groups. Every trainable parameter is in exactly one; frozen ones are in none.</param>
/// <param name="InferenceNodes">
/// Indices of the graph's nodes that run as in inference while the phase trains: frozen BatchNorm, and dropout inside
/// the frozen part.
/// </param>
/// <param name="Cut">Where the frozen prefix ends; null when nothing is frozen at the network's start.</param>
/// <param name="Cost">What an image costs.</param>
/// <param name="Schedule">
/// The phase's own schedule, which begins and ends with it; null follows <see cref="Plan.Schedule"/>.
/// </param>
/// <param name="KeepsOptimizerState">
/// Whether parameters that trained in the phase before keep their optimizer state (momentum, Adam's means). It is fresh where the
/// recipe says so, or where the optimizer is of another kind; parameters that join start fresh either way.
/// </param>
public sealed record Phase(
    string Name,
    int Epochs,
    OptimizerSettings Optimizer,
    EquatableList<ParameterGroup> Groups,
    EquatableList<int> InferenceNodes,
    Cut? Cut,
    PhaseCost Cost,
    Schedule? Schedule = null,
    bool KeepsOptimizerState = true)
{
    /// <summary>Returns whether a parameter trains in this phase.</summary>
    /// <param name="parameter">Its full name.</param>
    /// <returns>Whether it trains.</returns>
    public bool IsTrainable(string parameter) => GroupOf(parameter) is not null;

    /// <summary>Returns the group that a parameter is in; null when it is frozen.</summary>
    /// <param name="parameter">Its full name.</param>
    /// <returns>The group.</returns>
    public ParameterGroup? GroupOf(string parameter) => Groups.FirstOrDefault(group => group.Parameters.Contains(parameter));
}

/// <summary>Represents parameters that share the settings of an optimizer.</summary>
/// <param name="Name">The group's name: its own, the layer or stage it was made for, or <c>default</c>.</param>
/// <param name="LearningRate">Its learning rate.</param>
/// <param name="WeightDecay">Its weight decay.</param>
/// <param name="Parameters">The full names of its parameters, in state-dict order.</param>
public sealed record ParameterGroup(string Name, double LearningRate, double WeightDecay, EquatableList<string> Parameters);

/// <summary>Represents the end of the frozen prefix: everything up to here gives the same result in every epoch.</summary>
/// <param name="Node">Index of the last node of the prefix.</param>
/// <param name="After">The module path that the prefix ends with.</param>
/// <param name="Shape">Shape of the activation that crosses the cut, for one image.</param>
public sealed record Cut(int Node, string After, Shape Shape)
{
    /// <summary>Gets the number of bytes of one image's activation in float32, which a feature cache keeps.</summary>
    public long BytesPerImage => Shape.Elements * sizeof(float);
}

/// <summary>Represents the multiply-adds of one image in a phase.</summary>
/// <param name="Forward">The forward pass.</param>
/// <param name="FrozenPrefix">The forward pass up to the cut: the same in every epoch.</param>
/// <param name="Backward">The backward pass: gradients of what trains, and of the activations on the way there.</param>
public sealed record PhaseCost(long Forward, long FrozenPrefix, long Backward)
{
    /// <summary>Gets the cost of what can't be counted, a module of the user's own: all zero.</summary>
    public static PhaseCost Unknown { get; } = new(0, 0, 0);
}
