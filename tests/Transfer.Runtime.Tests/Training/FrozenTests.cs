using System.Security.Cryptography;
using CsCheck;
using Transfer.Planning;
using Transfer.Tests.Modules;
using Transfer.Training;
using Transfer.Training.Parts;
using static TorchSharp.torch;

namespace Transfer.Tests.Training;

/// <summary>Frozen means frozen: whatever the network, the phases, the optimizers and all else that a recipe can say.</summary>
[Collection(TorchGenerator.Name)]
public sealed class FrozenTests
{
    // Three batches, so that an epoch has at least two steps: the one step of a one-cycle of one is too small to show.
    private const int Images = 6;
    private const int Batch = 2;

    // The user's own modules are quick to train, so they come more often.
    private static readonly Gen<Recipe> Networks = Gen.Frequency(
        (1, Gen.Const(Backbone.ResNet18())),
        (1, Gen.Const(Backbone.MobileNetV3Small())),
        (1, Gen.Const(Backbone.SqueezeNet1_1())),
        (1, Gen.Const(Backbone.EfficientNetB0())),
        (4, Gen.Const(Backbone.From("fields", () => new FieldsNet(), head: "classifier"))),
        (4, Gen.Const(Backbone.From("sequential", () => new SequentialNet(), head: "classifier.2"))),
        (2, Gen.Const(Backbone.From("list", () => new ListNet(), head: "layers.2"))),
        (1, Gen.Const(Backbone.From("typed", () => TypedNet.Make(), head: "fc"))));

    private static readonly Gen<OptimizerSettings> AnyOptimizer =
        from kind in Gen.Int[0, 7]
        from momentum in Gen.OneOfConst(0.5, 0.9)
        from decay in Gen.OneOfConst(0, 0.1)
        select kind switch
        {
            0 => Optimizers.Sgd(1e-3, momentum: momentum, weightDecay: decay, nesterov: momentum > 0.6),
            1 => Optimizers.Adam(1e-4, beta1: momentum, weightDecay: decay),
            2 => Optimizers.AdamW(1e-4, beta1: momentum, weightDecay: decay),
            3 => Optimizers.RMSprop(1e-4, momentum: momentum, weightDecay: decay, centered: momentum > 0.6),
            4 => Optimizers.NAdam(1e-4, beta1: momentum, weightDecay: decay),
            5 => Optimizers.RAdam(1e-4, beta1: momentum, weightDecay: decay),
            6 => Optimizers.Adagrad(1e-3, weightDecay: decay),

            // By default it stops, as PyTorch's, before a step that is too small to matter: deep inside a random network all
            // may be.
            _ => Optimizers.Lbfgs(0.01, iterations: 2, gradientTolerance: 0, changeTolerance: 0),
        };

    private static readonly Gen<Schedule> AnySchedule = Gen.OneOfConst(
        Schedules.Constant(),
        Schedules.Step(1),
        Schedules.MultiStep([1, 2]),
        Schedules.Exponential(0.5, Per.Step),
        Schedules.Cosine(per: Per.Step),
        Schedules.CosineRestarts(1),
        Schedules.OneCycle(),
        Schedules.Linear(0.5, 1, per: Per.Step),
        Schedules.Polynomial(per: Per.Step),
        Schedules.ReduceOnPlateau(patience: 0));

    private static readonly Gen<Selection> AnySelection =
        from kind in Gen.Enum<SelectionKind>()
        from parameter in Gen.Int[0, 1000]
        from depth in Gen.Int[1, 5]
        from wild in Gen.Int[0, 5]
        select new Selection(kind, parameter, depth, wild);

    private static readonly Gen<Phase> AnyPhase =
        from selections in AnySelection.Array[0, 4]
        from epochs in Gen.Int[1, 2]
        from optimizer in AnyOptimizer.Null()
        from schedule in AnySchedule.Null(0.6)
        from batchNorm in Gen.Enum<FrozenBatchNorm>()
        from setsBatchNorm in Gen.Bool
        from fresh in Gen.Bool
        select new Phase(selections, epochs, optimizer, schedule, setsBatchNorm ? batchNorm : null, fresh);

    private enum SelectionKind
    {
        FreezeAll,
        UnfreezeAll,
        FreezePath,
        UnfreezePath,
        FreezeGlob,
        UnfreezeGlob,
        FreezeKind,
        UnfreezeKind,
        FreezeUpTo,
        UnfreezeFrom,
        UnfreezeLast,
    }

    [Fact]
    public void What_a_phase_freezes_stays_bit_identical_across_it()
    {
        var cases =
            from network in Networks
            from optimizer in AnyOptimizer
            from schedule in AnySchedule
            from batchNorm in Gen.Enum<FrozenBatchNorm>()
            from average in Gen.Bool
            from accumulates in Gen.Int[1, 2]
            from phases in AnyPhase.Array[1, 3]
            select Plan(network, optimizer, schedule, batchNorm, average, accumulates, phases);
        cases.Sample(plan => Assert.Equal("", Changed(plan)), iter: 24, print: plan => plan.Recipe);
    }

    /// <summary>What changed in a phase that froze it, and the phases in which nothing changed at all.</summary>
    private static string Changed(Plan plan)
    {
        using var model = TransferModel.Create(plan, CPU);
        var start = Hashes(model);
        var states = new List<Dictionary<string, string>> { start };
        var lastEpochs = plan.Phases.Select((_, i) => plan.Phases.Take(i + 1).Sum(phase => phase.Epochs)).ToList();
        var validation = PlanParts.Of(plan).NeedsValidation is null ? null : Pictures.Of(Batch, seed: 2);
        try
        {
            model.Train(Pictures.Of(Images), validation, progress: new Reports(report =>
            {
                // The last batch of a phase is done, and nothing of the next has begun.
                if (report.Stage == TrainingStage.Training && report.Batch == report.Batches && lastEpochs.Contains(report.Epoch))
                {
                    states.Add(Hashes(model));
                }
            }));
            Assert.Equal(plan.Phases.Count + 1, states.Count);
        }
        catch (TrainingDivergedException)
        {
            // A random recipe may well diverge; the phases before are as good as any.
        }

        var wrong = new List<string>();
        for (var i = 0; i < states.Count - 1; i++)
        {
            var (before, after) = (states[i], states[i + 1]);
            wrong.AddRange(Frozen(plan, plan.Phases[i])
                .Where(name => before[name] != after[name])
                .Select(name => $"{name} in phase {i}"));
            if (before.All(pair => after[pair.Key] == pair.Value))
            {
                wrong.Add($"nothing changed in phase {i}");
            }
        }

        // The finished model may hold averages: of what never trained, too, it holds what it started from.
        var end = Hashes(model);
        wrong.AddRange(plan.Phases.Select(phase => Frozen(plan, phase)).Aggregate((all, next) => [.. all.Intersect(next)])
            .Where(name => start[name] != end[name])
            .Select(name => $"{name} in the finished model"));
        return string.Join(", ", wrong);
    }

    /// <summary>
    /// The parameters and buffers that a phase freezes. That the plan keeps a BatchNorm in inference whose scale and shift are
    /// both frozen, where the recipe says so, is checked beside.
    /// </summary>
    private static string[] Frozen(Plan plan, Transfer.Planning.Phase phase)
    {
        var still = phase.InferenceNodes.ToHashSet();
        var drifts = plan.Graph.Buffers.Select(buffer => buffer.Node).Distinct()
            .Where(node => !still.Contains(node))
            .Where(node => plan.Graph.Parameters.Any(parameter => parameter.Node == node)
                && !plan.Graph.Parameters.Any(parameter => parameter.Node == node && phase.IsTrainable(parameter.Name)))
            .ToArray();
        Assert.True(
            drifts.Length == 0 || plan.Recipe.Contains("FrozenBatchNorm.Train", StringComparison.Ordinal),
            $"{plan.Recipe}\nlets {string.Join(", ", drifts.Select(node => plan.Graph.Nodes[node].Path))} drift.");
        return
        [
            .. plan.Parameters.Select(parameter => parameter.Name).Where(name => !phase.IsTrainable(name)),
            .. plan.Graph.Buffers.Where(buffer => still.Contains(buffer.Node)).Select(buffer => buffer.Name),
        ];
    }

    private static Plan Plan(
        Recipe network,
        OptimizerSettings optimizer,
        Schedule schedule,
        FrozenBatchNorm batchNorm,
        bool average,
        int accumulates,
        Phase[] phases)
    {
        var start = network.InputSize(32, resize: 32).Head(3).Seed(1).BatchSize(Batch)
            .BatchNorm(batchNorm).Optimizer(optimizer).Schedule(schedule);
        var usesLbfgs = phases.Select(phase => phase.Optimizer).Append(optimizer).Any(one => one is LbfgsSettings);
        start = average ? start.AverageWeights(0.5) : start;
        start = usesLbfgs ? start : start.Accumulate(accumulates);
        string[] parameters = [.. start.Compile().Parameters.Select(parameter => parameter.Name)];
        var plan = Phases(start, phases, parameters, end: phase => phase).Compile();

        // A phase that trains nothing can't run: then all train the head, whatever else they say.
        return plan.Phases.All(phase => phase.Groups.Count > 0)
            ? plan
            : Phases(start, phases, parameters, end: phase => phase.Unfreeze(Layers.Head)).Compile();
    }

    private static Recipe Phases(Recipe start, Phase[] phases, string[] parameters, Func<PhaseBuilder, PhaseBuilder> end) =>
        phases.Aggregate(start, (recipe, phase) => recipe.Then(phase.Epochs, builder =>
        {
            builder = phase.Selections.Aggregate(builder, (longer, selection) => selection.AddTo(longer, parameters));
            builder = phase.Optimizer is { } optimizer ? builder.Optimizer(optimizer) : builder;
            builder = phase.Schedule is { } schedule ? builder.Schedule(schedule) : builder;
            builder = phase.BatchNorm is { } batchNorm ? builder.BatchNorm(batchNorm) : builder;
            return end(phase.Fresh ? builder.FreshOptimizer() : builder);
        }));

    // All types of buffers: counts of batches are integers.
    private static Dictionary<string, string> Hashes(TransferModel model) => model.Module.state_dict()
        .ToDictionary(pair => pair.Key, pair => Convert.ToHexString(SHA256.HashData(pair.Value.bytes)));

    private sealed record Phase(
        Selection[] Selections,
        int Epochs,
        OptimizerSettings? Optimizer,
        Schedule? Schedule,
        FrozenBatchNorm? BatchNorm,
        bool Fresh);

    /// <summary>A call that freezes or unfreezes what numbers choose, in any network.</summary>
    private sealed record Selection(SelectionKind Kind, int Parameter, int Depth, int Wild)
    {
        public PhaseBuilder AddTo(PhaseBuilder phase, string[] parameters)
        {
            var segments = parameters[Parameter % parameters.Length].Split('.');
            segments = segments[..Math.Min(Depth, segments.Length)];
            var path = string.Join('.', segments);
            segments[Wild % segments.Length] = "*";
            var glob = string.Join('.', segments);
            var kind = ((string[])[Layers.Biases, Layers.Norms, Layers.BatchNorms, Layers.Head])[Wild % 4];
            return Kind switch
            {
                SelectionKind.FreezeAll => phase.FreezeAll(),
                SelectionKind.UnfreezeAll => phase.UnfreezeAll(),
                SelectionKind.FreezePath => phase.Freeze(path),
                SelectionKind.UnfreezePath => phase.Unfreeze(path),
                SelectionKind.FreezeGlob => phase.Freeze(glob),
                SelectionKind.UnfreezeGlob => phase.Unfreeze(glob),
                SelectionKind.FreezeKind => phase.Freeze(kind),
                SelectionKind.UnfreezeKind => phase.Unfreeze(kind),
                SelectionKind.FreezeUpTo => phase.FreezeUpTo(path),
                SelectionKind.UnfreezeFrom => phase.UnfreezeFrom(path),
                _ => phase.UnfreezeLast(Depth),
            };
        }
    }

    private sealed class Reports(Action<TrainingProgress> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told(value);
    }
}
