using Transfer.Common;

namespace Transfer.Planning;

/// <summary>Parameters that share an optimizer's numbers.</summary>
public sealed class ParameterGroup : Value
{
    internal ParameterGroup(string name, double learningRate, double weightDecay, EquatableList<string> parameters)
    {
        Name = Argument.Named(name, nameof(name));
        LearningRate = Argument.LearningRate(learningRate);
        WeightDecay = Argument.NotNegative(weightDecay, nameof(weightDecay));
        Parameters = parameters;
    }

    /// <summary>Gets the group's name: its own, the layer or stage it was made for, or <c>default</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the learning rate, above 0.</summary>
    public double LearningRate { get; }

    /// <summary>Gets the weight decay, 0 or more.</summary>
    public double WeightDecay { get; }

    /// <summary>Gets the full names of its parameters, in state-dict order.</summary>
    public EquatableList<string> Parameters { get; }

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("name", Name)
        .AddUnwritten("learningRate", LearningRate)
        .AddUnwritten("weightDecay", WeightDecay)
        .AddUnwritten("parameters", Parameters);
}
