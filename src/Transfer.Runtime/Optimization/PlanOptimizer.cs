using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary>
/// An optimizer over a phase's groups. Not TorchSharp's own, for two reasons: those pass rates as scalars that a garbage
/// collection may free during the call (<see cref="Transfer.Modules.Scalars"/>), and their <c>zero_grad</c> leaves zeros behind, which
/// momentum goes on turning into updates.
/// </summary>
internal abstract class PlanOptimizer : OptimizerHelper
{
    private readonly Member[][] members;

    protected PlanOptimizer(Phase phase, IReadOnlyDictionary<string, Parameter> parameters)
    {
        members = phase.Groups
            .Select(group => group.Parameters
                .Select(name => parameters.TryGetValue(name, out var parameter)
                    ? new Member(parameter)
                    : throw new ArgumentException($"The module has no parameter {name}, which the plan's group \"{group.Name}\" trains."))
                .ToArray())
            .ToArray();
        _parameter_groups = phase.Groups
            .Zip(members, (group, own) => new ParamGroup
            {
                Parameters = own.Select(member => member.Parameter).ToArray(),
                Options = new OptimizerOptions { LearningRate = group.LearningRate, InitialLearningRate = group.LearningRate },
            })
            .ToList();
        WeightDecay = phase.Groups.Select(group => group.WeightDecay).ToArray();
    }

    /// <summary>The weight decay of each group.</summary>
    protected double[] WeightDecay { get; }

    public override Tensor step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using (enable_grad())
            {
                loss = closure();
            }
        }

        using (no_grad())
        {
            for (var i = 0; i < members.Length; i++)
            {
                Update(i, _parameter_groups[i].LearningRate, members[i]);
            }
        }

        return loss!;
    }

    /// <summary>Takes the gradients away, as PyTorch does.</summary>
    public override void zero_grad()
    {
        foreach (var member in members.SelectMany(group => group))
        {
            member.Parameter.grad = null;
        }
    }

    public override StateDictionary state_dict() =>
        throw new NotSupportedException("The state of a plan's optimizer is not kept by position in a TorchSharp dictionary.");

    /// <summary>Changes the parameters of a group that have a gradient.</summary>
    protected abstract void Update(int group, double learningRate, Member[] members);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            foreach (var member in members.SelectMany(group => group))
            {
                member.First?.Dispose();
                member.Second?.Dispose();
            }
        }
    }

    /// <summary>A parameter with its optimizer's running tensors.</summary>
    protected sealed class Member(Parameter parameter)
    {
        public Parameter Parameter { get; } = parameter;

        /// <summary>SGD's momentum, Adam's mean of the gradient; null before the first step.</summary>
        public Tensor? First { get; set; }

        /// <summary>Adam's mean of the gradient's square; null before the first step.</summary>
        public Tensor? Second { get; set; }
    }
}
