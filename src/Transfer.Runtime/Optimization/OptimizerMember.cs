using TorchSharp.Modules;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary>A parameter with what its optimizer remembers of it, under PyTorch's names (<c>exp_avg</c>, …).</summary>
internal sealed class OptimizerMember(string name, Parameter parameter, IReadOnlyList<string> slots)
{
    private readonly Tensor?[] memory = new Tensor?[slots.Count];

    /// <summary>Gets the parameter's full name.</summary>
    public string Name { get; } = name;

    public Parameter Parameter { get; } = parameter;

    /// <summary>Gets or sets the number of updates so far.</summary>
    public long Steps { get; set; }

    /// <summary>Gets the tensor of a slot; null before the first update.</summary>
    public Tensor? this[int slot]
    {
        get => memory[slot];
        set
        {
            memory[slot]?.Dispose();
            memory[slot] = value?.DetachFromDisposeScope();
        }
    }

    /// <summary>Returns the tensor of a slot, zeros at first.</summary>
    public Tensor OrZeros(int slot) => memory[slot] ??= zeros_like(Parameter).DetachFromDisposeScope();

    public void Dispose()
    {
        for (var slot = 0; slot < memory.Length; slot++)
        {
            this[slot] = null;
        }
    }
}

/// <summary>Members that share numbers. A schedule sets the momentum from step to step, as it sets the learning rate.</summary>
internal sealed class OptimizerGroup(ParameterGroup group, double momentum, OptimizerMember[] members)
{
    public string Name { get; } = group.Name;

    /// <summary>Gets or sets the momentum; of the Adam family, the first beta.</summary>
    public double Momentum { get; set; } = momentum;

    public double WeightDecay { get; } = group.WeightDecay;

    public OptimizerMember[] Members { get; } = members;
}
