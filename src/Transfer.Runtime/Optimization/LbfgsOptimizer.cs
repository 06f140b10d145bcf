using TorchSharp;
using TorchSharp.Modules;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary>
/// <c>torch.optim.LBFGS</c>: a step evaluates the loss of its batch several times, each time moving along an approximate
/// Newton direction, so <see cref="step"/> needs a closure that computes the loss and its gradients. Parameters that have no
/// gradient count as having zeros.
/// </summary>
internal sealed class LbfgsOptimizer : PlanOptimizer
{
    // The curvature below which a pair of steps says nothing of the Hessian.
    private const double LeastCurvature = 1e-10;
    private readonly LbfgsSettings settings;
    private readonly List<Tensor> changes = [];
    private readonly List<Tensor> moves = [];
    private readonly List<double> curvatures = [];
    private Tensor? direction;
    private Tensor? previousGradient;
    private double length;
    private double scale = 1;
    private long iterations;

    public LbfgsOptimizer(Phase phase, IReadOnlyDictionary<string, Parameter> parameters, LbfgsSettings settings)
        : base(phase, parameters, momentum: 0)
    {
        this.settings = settings;
        if (Groups.Count != 1)
        {
            throw new NotSupportedException(
                $"L-BFGS moves all parameters along one direction, so it has one group; phase \"{phase.Name}\" has "
                + $"{Groups.Count}.");
        }
    }

    private OptimizerMember[] Own => Groups[0].Members;

    public override Tensor step(Func<Tensor>? closure = null)
    {
        ArgumentNullException.ThrowIfNull(closure);
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var first = Evaluate(closure);
        var (loss, gradient) = (first.ToDouble(), FlatGradient());
        var evaluations = 1;
        for (var n = 1; !IsFlat(gradient) && n <= settings.Iterations; n++)
        {
            FindDirection(gradient);
            var rate = _parameter_groups[0].LearningRate;
            length = iterations == 1 ? Math.Min(1, 1 / gradient.abs().sum().ToDouble()) * rate : rate;
            var slope = gradient.dot(direction!).ToDouble();
            if (slope > -settings.ChangeTolerance)
            {
                break;
            }

            var before = loss;
            if (settings.StrongWolfe)
            {
                var start = Own.Select(member => member.Parameter.clone()).ToArray();
                var found = StrongWolfe.Search(
                    at => Look(closure, start, at), length, direction!, loss, gradient, slope, settings.ChangeTolerance);
                (loss, gradient, length) = (found.Loss, found.Gradient, found.Length);
                evaluations += found.Evaluations;
                Move(length);
            }
            else
            {
                Move(length);
                if (n < settings.Iterations)
                {
                    (loss, gradient) = (Evaluate(closure).ToDouble(), FlatGradient());
                    evaluations++;
                }
            }

            if (evaluations >= settings.Evaluations
                || direction!.abs().max().ToDouble() * Math.Abs(length) <= settings.ChangeTolerance
                || Math.Abs(loss - before) < settings.ChangeTolerance)
            {
                break;
            }
        }

        return first.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override IEnumerable<OptimizerState> Export()
    {
        if (direction is null)
        {
            yield break;
        }

        // The numbers belong to all parameters; like PyTorch, the first one carries them.
        yield return new OptimizerState(Own[0].Name, "numbers", tensor((double[])[iterations, length, scale, .. curvatures]));
        foreach (var (name, flat) in Flat())
        {
            var offset = 0L;
            foreach (var member in Own)
            {
                var count = member.Parameter.numel();
                yield return new OptimizerState(member.Name, name, flat.narrow(0, offset, count));
                offset += count;
            }
        }
    }

    /// <inheritdoc/>
    public override void Import(IEnumerable<OptimizerState> states)
    {
        var known = states.ToDictionary(state => (state.Parameter, state.Slot), state => state.Value);

        // A direction through other parameters is no direction through these.
        if (known.Keys.Select(key => key.Parameter).Distinct().Order().SequenceEqual(Own.Select(member => member.Name).Order())
            && known.TryGetValue((Own[0].Name, "numbers"), out var numbers))
        {
            var values = numbers.data<double>().ToArray();
            (iterations, length, scale) = ((long)values[0], values[1], values[2]);
            curvatures.AddRange(values[3..]);
            changes.AddRange(Enumerable.Range(0, curvatures.Count).Select(i => Join($"old_dirs.{i}")));
            moves.AddRange(Enumerable.Range(0, curvatures.Count).Select(i => Join($"old_stps.{i}")));
            (direction, previousGradient) = (Join("d"), Join("prev_flat_grad"));
        }

        Tensor Join(string slot) =>
            cat([.. Own.Select(member => known[(member.Name, slot)].to(member.Parameter.device))], 0).DetachFromDisposeScope();
    }

    protected override void Update(OptimizerGroup group, double learningRate, OptimizerMember member, Tensor gradient) =>
        throw new InvalidOperationException("L-BFGS moves all parameters at once.");

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            foreach (var (_, flat) in Flat())
            {
                flat.Dispose();
            }
        }
    }

    private IEnumerable<(string Name, Tensor Flat)> Flat() =>
        new (string, Tensor?)[] { ("d", direction), ("prev_flat_grad", previousGradient) }
            .Where(pair => pair.Item2 is not null)
            .Select(pair => (pair.Item1, pair.Item2!))
            .Concat(changes.Select((flat, i) => ($"old_dirs.{i}", flat)))
            .Concat(moves.Select((flat, i) => ($"old_stps.{i}", flat)));

    // The two-loop recursion (Nocedal 1980).
    private void FindDirection(Tensor gradient)
    {
        iterations++;
        Tensor next;
        if (direction is null)
        {
            next = gradient.neg();
        }
        else
        {
            Remember(gradient);
            next = gradient.neg();
            var shares = new double[changes.Count];
            for (var i = changes.Count - 1; i >= 0; i--)
            {
                shares[i] = moves[i].dot(next).ToDouble() * curvatures[i];
                Add(next, changes[i], -shares[i]);
            }

            using (var factor = scale.ToScalar())
            {
                next.mul_(factor);
            }

            for (var i = 0; i < changes.Count; i++)
            {
                Add(next, moves[i], shares[i] - (changes[i].dot(next).ToDouble() * curvatures[i]));
            }
        }

        direction?.Dispose();
        previousGradient?.Dispose();
        direction = next.DetachFromDisposeScope();
        previousGradient = gradient.clone().DetachFromDisposeScope();
    }

    private void Remember(Tensor gradient)
    {
        using var factor = length.ToScalar();
        var change = gradient.sub(previousGradient!);
        var move = direction!.mul(factor);
        var curvature = change.dot(move).ToDouble();
        if (curvature <= LeastCurvature)
        {
            return;
        }

        if (changes.Count == settings.History)
        {
            changes[0].Dispose();
            moves[0].Dispose();
            changes.RemoveAt(0);
            moves.RemoveAt(0);
            curvatures.RemoveAt(0);
        }

        changes.Add(change.DetachFromDisposeScope());
        moves.Add(move.DetachFromDisposeScope());
        curvatures.Add(1 / curvature);
        scale = curvature / change.dot(change).ToDouble();
    }

    private (double Loss, Tensor Gradient) Look(Func<Tensor> closure, Tensor[] start, double at)
    {
        Move(at);
        var (loss, gradient) = (Evaluate(closure).ToDouble(), FlatGradient());
        foreach (var (member, value) in Own.Zip(start))
        {
            member.Parameter.copy_(value);
        }

        return (loss, gradient);
    }

    private void Move(double distance)
    {
        var offset = 0L;
        foreach (var member in Own)
        {
            var count = member.Parameter.numel();
            Add(member.Parameter, direction!.narrow(0, offset, count).view_as(member.Parameter), distance);
            offset += count;
        }
    }

    private Tensor FlatGradient() => cat(
        [
            .. Own.Select(
                member =>
                    member.Parameter.grad is { } gradient ? gradient.reshape(-1) : zeros_like(member.Parameter).reshape(-1))], 0);

    private bool IsFlat(Tensor gradient) => gradient.abs().max().ToDouble() <= settings.GradientTolerance;

    private static Tensor Evaluate(Func<Tensor> closure)
    {
        using var gradient = enable_grad();
        return closure();
    }

    private static void Add(Tensor target, Tensor value, double factor)
    {
        using var alpha = factor.ToScalar();
        target.add_(value, alpha);
    }
}

internal static partial class OptimizerFactory
{
    public static readonly OptimizerImplementation Lbfgs = OptimizerImplementation.Of<LbfgsSettings>(
        (phase, parameters, settings) => new LbfgsOptimizer(phase, parameters, settings));
}
