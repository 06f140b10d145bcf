using System.Reflection;
using CsCheck;
using Transfer.Checkpoints;
using Transfer.Metrics;
using Transfer.Training;
using Transfer.Training.Parts;
using Transfer.Training.Runs;
using static TorchSharp.torch;

namespace Transfer.Tests.Training;

/// <summary>Parts of a run that a user adds.</summary>
[Collection(TorchGenerator.Name)]
public sealed class RunPartTests
{
    private const int Images = 16;
    private const int Reports = 3 * (4 + 2);

    private static Recipe Start => Backbone.SqueezeNet1_1()
        .InputSize(32, resize: 32)
        .FreezeAll()
        .Head(3, dropout: 0.3)
        .Optimizer(Optimizers.AdamW(1e-3))
        .BatchSize(4)
        .Seed(5);

    private static Recipe Everything => Start
        .Accumulate(2)
        .AverageWeights(0.9)
        .EarlyStopping(patience: 5)
        .ClipGradients(1)
        .Phase("head", epochs: 1)
        .Then(epochs: 2, p => p.Unfreeze("features.12").Group("features.12", learningRate: 1e-4));

    public static TheoryData<string> Hooks => new(HooksOf(typeof(RunPart)));

    [Fact]
    public void Hooks_come_in_their_order()
    {
        using var folder = new TemporaryFolder();
        var diary = new Diary();
        using var model = Create(Start.Accumulate(2).Phase("one", epochs: 1).Then(epochs: 1, p => p.Unfreeze("features.12")));
        model.Train(Pictures.Of(12), Pictures.Of(4), new TrainingOptions
        {
            Parts = [diary],
            Checkpoint = new CheckpointOptions(folder["run.safetensors"]),
        });

        string[] batch = ["BeforeBatch", "BeforeBackward", "AfterBackward"];
        string[] epoch =
        [
            .. batch, "AfterBatch",
            .. batch, "AfterUpdate", "AfterBatch",
            .. batch, "AfterUpdate", "AfterBatch",
            "BeforeEvaluation", "AfterEvaluation",
        ];
        Assert.Equal(
            [
                "StartRun", "StartPhase", .. epoch,
                "StartPhase", "EndEpoch", "Save", .. epoch,
                "EndEpoch", "Save", "EndRun",
            ],
            diary.Entries);
    }

    [Fact]
    public void A_run_that_goes_on_loads_after_its_start()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions { Checkpoint = new CheckpointOptions(folder["run.safetensors"]), Resume = true };
        using (var model = Create(Start.Epochs(1)))
        {
            model.Train(Pictures.Of(8), options: options with { Parts = [new Diary()] });
        }

        var diary = new Diary();
        using var resumed = Create(Start.Epochs(1));
        resumed.Train(Pictures.Of(8), options: options with { Parts = [diary] });
        Assert.Equal(["StartRun", "StartPhase", "Load", "EndRun"], diary.Entries);
    }

    [Fact]
    public void Every_part_of_the_library_is_in_the_one_list_of_them()
    {
        var all = PlanParts.Of(Everything.Compile(), checkpoints: new CheckpointWriter(new CheckpointOptions("x"), [])).All;
        Assert.Equal(
            typeof(PlanParts).Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(RunPart)) && type.Namespace == typeof(PlanParts).Namespace)
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
            all.Select(part => part.GetType().Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_hook_is_in_the_diary() => Assert.Equal(HooksOf(typeof(RunPart)), HooksOf(typeof(Diary)));

    [Fact]
    public void Parts_that_do_nothing_change_nothing()
    {
        using var without = Create(Everything);
        using var with = Create(Everything);
        without.Train(Pictures.Of(Images), Pictures.Of(8, seed: 2));
        with.Train(Pictures.Of(Images), Pictures.Of(8, seed: 2), new TrainingOptions { Parts = [new Diary()] });
        Assert.Equal(Bits(without), Bits(with));
    }

    [Fact]
    public void What_a_part_remembers_comes_back_wherever_the_run_was_stopped()
    {
        var whole = Finish(stopAfter: null);
        Gen.Int[1, Reports - 1].Sample(
            stop => Assert.Equal(whole, Finish(stop)),
            iter: 8,
            threads: 1);
    }

    [Fact]
    public void A_checkpoint_goes_on_with_the_parts_that_it_began_with()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions { Checkpoint = new CheckpointOptions(folder["run.safetensors"]), Resume = true };
        using (var model = Create(Start.Epochs(1)))
        {
            model.Train(Pictures.Of(8), options: options with { Parts = [new Diary()] });
        }

        using var resumed = Create(Start.Epochs(1));
        var none = Assert.Throws<CheckpointException>(() => resumed.Train(Pictures.Of(8), options: options));
        Assert.Contains("a run with the parts Diary; this run has no custom parts", none.Message, StringComparison.Ordinal);
        var other = Assert.Throws<CheckpointException>(() =>
            resumed.Train(Pictures.Of(8), options: options with { Parts = [new Pull()] }));
        Assert.Contains("the parts Diary; this run has the parts Pull", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_parts_have_two_names()
    {
        using var model = Create(Start.Epochs(1).ClipGradients(1));
        var twice = Assert.Throws<ArgumentException>(() =>
            model.Train(Pictures.Of(8), options: new TrainingOptions { Parts = [new Diary(), new Diary()] }));
        Assert.Contains("\"Diary\" can't be the name of a part of this run", twice.Message, StringComparison.Ordinal);
        foreach (var name in new[] { "", "a/b", "clipping", "optimizer" })
        {
            var error = Assert.Throws<ArgumentException>(() =>
                model.Train(Pictures.Of(8), options: new TrainingOptions { Parts = [new Named(name)] }));
            Assert.Contains($"\"{name}\" can't be the name", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Hooks))]
    public void A_part_that_throws_ends_the_run_by_name_and_leaves_the_model_usable(string hook)
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions { Checkpoint = new CheckpointOptions(folder["run.safetensors"]), Resume = true };
        var recipe = Start.AverageWeights(0.9).EarlyStopping(patience: 5).Epochs(2);
        if (hook == nameof(RunPart.Load))
        {
            using var first = Create(recipe);
            first.Train(Pictures.Of(8), Pictures.Of(4), options with { Parts = [new Diary()] });
        }

        using var model = Create(recipe);
        var diary = new Diary(throws: hook);
        var error =
            Assert.Throws<RunPartException>(() => model.Train(Pictures.Of(8), Pictures.Of(4), options with { Parts = [diary] }));
        Assert.Equal(("Diary", hook), (error.Part, error.Hook));
        Assert.Equal($"Part \"Diary\" of the run failed in {hook}: out of ink", error.Message);
        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Single(diary.Entries, entry => entry == "EndRun");
        Assert.All(model.Module.named_parameters(), pair => Assert.Null(pair.parameter.grad));

        Assert.False(model.Module.training);
        Assert.True(double.IsFinite(model.Evaluate(Pictures.Of(4)).Loss));
        Assert.Equal(2, model.Train(Pictures.Of(8), Pictures.Of(4)).Epochs.Count);
    }

    [Fact]
    public void A_part_that_throws_while_the_average_is_measured_leaves_the_average()
    {
        // Thrown after the last epoch was measured: the model is the average then, as after a cancellation.
        using var whole = Create(Start.AverageWeights(0.9).Epochs(1));
        whole.Train(Pictures.Of(8));
        using var broken = Create(Start.AverageWeights(0.9).Epochs(1));
        Assert.Throws<RunPartException>(() => broken.Train(
            Pictures.Of(8), options: new TrainingOptions { Parts = [new Diary(throws: nameof(RunPart.BeforeEvaluation))] }));
        Assert.Equal(Bits(whole), Bits(broken));
    }

    [Fact]
    public void A_part_stops_a_run_after_the_epoch()
    {
        using var model = Create(Start.Epochs(5));
        Assert.Equal(2, model.Train(Pictures.Of(8), options: new TrainingOptions { Parts = [new StopIn(2)] }).Epochs.Count);
    }

    [Fact]
    public void What_a_part_adds_to_the_loss_weighs_as_the_loss_does_in_accumulated_batches()
    {
        var recipe = Backbone.AlexNet()
            .InputSize(64, resize: 64)
            .Dropout(0)
            .FreezeAll()
            .Head(3)
            .Optimizer(Optimizers.Sgd(0.1))
            .Seed(1);
        using var small = Create(recipe.BatchSize(2).Accumulate(3));
        using var large = Create(recipe.BatchSize(6));
        var options = new TrainingOptions { Parts = [new Pull()] };
        small.Train(Pictures.Of(10), options: options);
        large.Train(Pictures.Of(10), options: options);

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Assert.True(
            small.Module
                .state_dict()["classifier.6.weight"]
                .allclose(large.Module.state_dict()["classifier.6.weight"], 1e-4, 1e-6));
    }

    [Fact]
    public void A_part_that_needs_validation_asks_for_it()
    {
        using var model = Create(Start);
        var error = Assert.Throws<ArgumentException>(() =>
            model.Train(Pictures.Of(8), options: new TrainingOptions { Parts = [new Named("x", needs: "My part")] }));
        Assert.StartsWith("My part watches a metric", error.Message, StringComparison.Ordinal);
    }

    private static string[] HooksOf(Type part) =>
    [
        .. part.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method is { IsVirtual: true, IsSpecialName: false })
            .Select(method => method.Name)
            .Order(StringComparer.Ordinal),
    ];

    private static string Finish(int? stopAfter)
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions { Checkpoint = new CheckpointOptions(folder["run.safetensors"]), Resume = true };
        if (stopAfter is not null)
        {
            using var stop = new CancellationTokenSource();
            using var first = Create(Everything);
            var reports = 0;
            Assert.Throws<TrainingCanceledException>(() => first.Train(
                Pictures.Of(Images),
                Pictures.Of(8, seed: 2),
                options with { Parts = [new Pull()] },
                new Told(() =>
                {
                    if (++reports == stopAfter)
                    {
                        stop.Cancel();
                    }
                }),
                stop.Token));
        }

        var pull = new Pull();
        using var model = Create(Everything);
        model.Train(Pictures.Of(Images), Pictures.Of(8, seed: 2), options with { Parts = [pull] });
        return $"{pull.Updates} {BitConverter.DoubleToInt64Bits(pull.Mean)} "
            + $"{string.Join(' ', Bits(model).SelectMany(pair => pair.Value))}";
    }

    private static TransferModel Create(Recipe recipe) => TransferModel.Create(recipe.Compile(), CPU);

    private static SortedDictionary<string, int[]> Bits(TransferModel model) => new(model.Module.state_dict()
        .Where(pair => pair.Value.dtype == ScalarType.Float32)
        .ToDictionary(
            pair => pair.Key, pair => pair.Value.data<float>().ToArray().Select(BitConverter.SingleToInt32Bits).ToArray()));

    private sealed class Told(Action told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told();
    }

    private sealed class Named(string name, string? needs = null) : RunPart
    {
        public override string Name => name;

        public override string? NeedsValidation => needs;
    }

    private sealed class StopIn(int epochs) : RunPart
    {
        public override void AfterEvaluation(TrainingRun run, EpochResult? result)
        {
            if (run.Epoch == epochs)
            {
                run.Stop();
            }
        }
    }

    /// <summary>Pulls the head towards where it started, with gradients that tremble, and keeps the mean of the losses.</summary>
    private sealed class Pull : RunPart
    {
        private Tensor? start;

        public long Updates { get; private set; }

        public double Mean { get; private set; }

        public override void StartRun(TrainingRun run) => start = Head(run).detach().clone().DetachFromDisposeScope();

        public override Tensor BeforeBackward(TrainingRun run, Tensor loss) => loss + (Head(run) - start!).square().sum();

        public override void AfterBackward(TrainingRun run)
        {
            if (run.EndsWindow && Head(run).grad is { } gradient && run.Plan.Graph.Architecture == "squeezenet1_1")
            {
                gradient.add_(randn_like(gradient) * 0.01);
            }
        }

        public override void AfterUpdate(TrainingRun run)
        {
            Updates++;
            Mean += (run.Loss - Mean) / Updates;
        }

        public override void EndRun(TrainingRun run) => start?.Dispose();

        public override void Save(TrainingRun run, CheckpointSlice slice)
        {
            slice.Write("updates", Updates);
            slice.Write("mean", Mean);
            slice.Write("start", start!);
        }

        public override void Load(TrainingRun run, CheckpointSlice slice)
        {
            (Updates, Mean) = (slice.ReadInteger("updates"), slice.ReadNumber("mean"));
            slice.CopyTo("start", start!);
        }

        private static Tensor Head(TrainingRun run) =>
            run.Module.named_parameters().Last(pair => pair.name.EndsWith("weight", StringComparison.Ordinal)).parameter;
    }

    /// <summary>Writes down which hooks come.</summary>
    private sealed class Diary(string? throws = null) : RunPart
    {
        public List<string> Entries { get; } = [];

        public override void StartRun(TrainingRun run) => Note(nameof(StartRun));

        public override void StartPhase(TrainingRun run) => Note(nameof(StartPhase));

        public override void BeforeBatch(TrainingRun run) => Note(nameof(BeforeBatch));

        public override Tensor BeforeBackward(TrainingRun run, Tensor loss)
        {
            Note(nameof(BeforeBackward));
            return loss;
        }

        public override void AfterBackward(TrainingRun run) => Note(nameof(AfterBackward));

        public override void AfterUpdate(TrainingRun run) => Note(nameof(AfterUpdate));

        public override void AfterBatch(TrainingRun run) => Note(nameof(AfterBatch));

        public override void BeforeEvaluation(TrainingRun run) => Note(nameof(BeforeEvaluation));

        public override void AfterEvaluation(TrainingRun run, EpochResult? result) => Note(nameof(AfterEvaluation));

        public override void EndEpoch(TrainingRun run) => Note(nameof(EndEpoch));

        public override void EndRun(TrainingRun run) => Note(nameof(EndRun));

        public override void Save(TrainingRun run, CheckpointSlice slice) => Note(nameof(Save));

        public override void Load(TrainingRun run, CheckpointSlice slice) => Note(nameof(Load));

        private void Note(string hook)
        {
            Entries.Add(hook);
            if (hook == throws)
            {
                throw new InvalidOperationException("out of ink");
            }
        }
    }
}
