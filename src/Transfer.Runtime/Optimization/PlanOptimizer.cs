using TorchSharp;
using TorchSharp.Modules;
using Transfer.Modules;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary>
/// An optimizer over a phase's groups. Not TorchSharp's own, for two reasons: those pass rates as scalars that a garbage
/// collection may free during the call (<see cref="Scalars"/>), and their <c>zero_grad</c> leaves zeros behind, which
/// momentum goes on turning into updates.
/// </summary>
internal abstract class PlanOptimizer : OptimizerHelper
{
    private const string StepSlot = "step";
    private readonly string[] slots;

    protected PlanOptimizer(
        Phase phase, IReadOnlyDictionary<string, Parameter> parameters, double momentum, params string[] slots)
    {
        this.slots = slots;
        EvaluatesSeveralTimes = phase.Optimizer.NeedsClosure;
        Groups = phase.Groups
            .Select(group => new OptimizerGroup(group, momentum, group.Parameters
                .Select(name => parameters.TryGetValue(name, out var parameter)
                    ? new OptimizerMember(name, parameter, slots)
                    : throw new ArgumentException(
                        $"The module has no parameter {name}, which the plan's group \"{group.Name}\" trains."))
                .ToArray()))
            .ToArray();
        _parameter_groups = phase.Groups
            .Zip(Groups, (group, own) => new ParamGroup
            {
                Parameters = own.Members.Select(member => member.Parameter).ToArray(),
                Options = new OptimizerOptions { LearningRate = group.LearningRate, InitialLearningRate = group.LearningRate },
            })
            .ToList();
    }

    /// <summary>Gets the groups, in the phase's order.</summary>
    public IReadOnlyList<OptimizerGroup> Groups { get; }

    /// <summary>
    /// Gets a value indicating whether an update evaluates its batch several times, moving the parameters in between: one
    /// that does can't share it among
    /// accumulated batches, and is taken back by copies made before the batch.
    /// </summary>
    public bool EvaluatesSeveralTimes { get; }

    public IEnumerable<OptimizerMember> Members => Groups.SelectMany(group => group.Members);

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
            for (var i = 0; i < Groups.Count; i++)
            {
                Update(Groups[i], _parameter_groups[i].LearningRate);
            }
        }

        return loss!;
    }

    /// <summary>Takes the gradients away, as PyTorch does.</summary>
    public override void zero_grad()
    {
        foreach (var member in Members)
        {
            member.Parameter.grad = null;
        }
    }

    public override StateDictionary state_dict() =>
        throw new NotSupportedException("The state of a plan's optimizer is not kept by position in a TorchSharp dictionary.");

    /// <summary>
    /// All that the optimizer remembers. The tensors live until its next step; scalars belong to the caller's scope.
    /// </summary>
    public virtual IEnumerable<OptimizerState> Export()
    {
        foreach (var member in Members.Where(member => member.Steps > 0))
        {
            yield return new OptimizerState(member.Name, StepSlot, tensor(member.Steps));
            for (var slot = 0; slot < slots.Length; slot++)
            {
                if (member[slot] is { } value)
                {
                    yield return new OptimizerState(member.Name, slots[slot], value);
                }
            }
        }
    }

    /// <summary>
    /// Remembers copies of what another optimizer of the same kind remembered of the parameters that train here too. What it
    /// did not know starts fresh; what does not train here is forgotten.
    /// </summary>
    public virtual void Import(IEnumerable<OptimizerState> states)
    {
        var members = Members.ToDictionary(member => member.Name);
        foreach (var (name, slot, value) in states)
        {
            if (members.TryGetValue(name, out var member))
            {
                if (slot == StepSlot)
                {
                    member.Steps = value.item<long>();
                }
                else if (Array.IndexOf(slots, slot) is >= 0 and var index)
                {
                    member[index] = value.to(member.Parameter.device, copy: true);
                }
            }
        }
    }

    /// <summary>Changes the parameters of a group that have a gradient.</summary>
    protected virtual void Update(OptimizerGroup group, double learningRate)
    {
        foreach (var member in group.Members)
        {
            using var scope = NewDisposeScope();
            if (member.Parameter.grad is { } gradient)
            {
                member.Steps++;
                Update(group, learningRate, member, gradient);
            }
        }
    }

    /// <summary>Changes a parameter; tensors made on the way belong to a scope that ends with the call.</summary>
    protected abstract void Update(OptimizerGroup group, double learningRate, OptimizerMember member, Tensor gradient);

    /// <summary>Returns the gradient with the L2 penalty that weight decay is in all but AdamW.</summary>
    protected static Tensor WithPenalty(OptimizerGroup group, OptimizerMember member, Tensor gradient)
    {
        if (group.WeightDecay == 0)
        {
            return gradient;
        }

        using var decay = group.WeightDecay.ToScalar();
        return gradient.add(member.Parameter, decay);
    }

    /// <summary><paramref name="mean"/> becomes its running mean with <paramref name="value"/>.</summary>
    protected static void Average(Tensor mean, Tensor value, double decay)
    {
        using var old = decay.ToScalar();
        using var rest = (1 - decay).ToScalar();
        mean.mul_(old).add_(value, rest);
    }

    /// <summary><paramref name="mean"/> becomes its running mean with the square of <paramref name="value"/>.</summary>
    protected static void AverageSquare(Tensor mean, Tensor value, double decay)
    {
        using var old = decay.ToScalar();
        using var rest = (1 - decay).ToScalar();
        mean.mul_(old).addcmul_(value, value, rest);
    }

    /// <summary>√<paramref name="square"/> / √<paramref name="correction"/> + <paramref name="epsilon"/>.</summary>
    protected static Tensor Denominator(Tensor square, double correction, double epsilon)
    {
        using var root = Math.Sqrt(correction).ToScalar();
        using var eps = epsilon.ToScalar();
        return square.sqrt().div_(root).add_(eps, Scalars.One);
    }

    /// <summary>√<paramref name="square"/> + <paramref name="epsilon"/>.</summary>
    protected static Tensor Denominator(Tensor square, double epsilon)
    {
        using var eps = epsilon.ToScalar();
        return square.sqrt().add_(eps, Scalars.One);
    }

    /// <summary>
    /// <paramref name="parameter"/> -= <paramref name="rate"/> · <paramref name="numerator"/> / <paramref name="denominator"/>.
    /// </summary>
    protected static void Descend(Tensor parameter, Tensor numerator, Tensor denominator, double rate)
    {
        using var minus = (-rate).ToScalar();
        parameter.addcdiv_(numerator, denominator, minus);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            foreach (var member in Members)
            {
                member.Dispose();
            }
        }
    }
}
