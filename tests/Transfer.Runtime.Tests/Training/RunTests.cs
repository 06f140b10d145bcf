using Transfer.Checkpoints;
using Transfer.Metrics;
using Transfer.Training;
using Transfer.Weights;
using static TorchSharp.torch;

namespace Transfer.Tests.Training;

/// <summary>Phases, schedules, averages, early stopping and resuming, on a network and images of a few steps.</summary>
[Collection(TorchGenerator.Name)]
public sealed class RunTests
{
    private static Recipe Start => Backbone.SqueezeNet1_1()
        .InputSize(32, resize: 32)
        .Head(3)
        .Optimizer(Optimizers.Sgd(0.01, momentum: 0.9))
        .BatchSize(4)
        .Seed(5);

    private static Recipe Everything => Backbone.ResNet18()
        .InputSize(32, resize: 32)
        .FreezeAll()
        .Head(3, dropout: 0.3)
        .Optimizer(Optimizers.AdamW(1e-3))
        .Schedule(Schedules.OneCycle())
        .Augment(Augmentations.HorizontalFlip(), Augmentations.MixUp())
        .Accumulate(2)
        .AverageWeights(0.9)
        .EarlyStopping(patience: 5)
        .ClipGradients(1)
        .BatchSize(4)
        .Seed(5)
        .Phase("head", epochs: 1)
        .Then(epochs: 2, p => p.Unfreeze("layer4").Group("layer4", learningRate: 1e-4));

    [Fact]
    public void A_resumed_run_ends_with_the_same_bits_from_wherever_it_was_stopped()
    {
        var (whole, history) = Finish(Everything, stopAfter: null, folder: null);
        Assert.Equal(3, history.Epochs.Count);

        // 4 batches of training, 2 of validation an epoch: stopped after each of the run's reports.
        for (var reports = 1; reports < 3 * (4 + 2); reports++)
        {
            using var folder = new TemporaryFolder();
            var (resumed, again) = Finish(Everything, reports, folder);
            Assert.Equal((reports, ""), (reports, string.Join(", ", whole.Keys.Where(name => whole[name] != resumed[name]))));
            Assert.Equal(
                history.Epochs.Select(epoch => (epoch.Training, epoch.Validation)),
                again.Epochs.Select(epoch => (epoch.Training, epoch.Validation)));
        }
    }

    [Fact]
    public void A_checkpoint_of_another_plan_is_refused_with_the_difference()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions { Checkpoint = new CheckpointOptions(folder["run.safetensors"]), Resume = true };
        using (var first = Create(Start.Epochs(1)))
        {
            first.Train(Pictures.Of(8), options: options);
        }

        using var second = Create(Start.Epochs(1).Optimizer(Optimizers.Sgd(0.02)));
        var error = Assert.Throws<CheckpointException>(() => second.Train(Pictures.Of(8), options: options));
        Assert.Contains(
            "- Phase \"train\": 1 epoch of Optimizers.Sgd(0.01, momentum: 0.9)", error.Message, StringComparison.Ordinal);
        Assert.Contains("+ Phase \"train\": 1 epoch of Optimizers.Sgd(0.02)", error.Message, StringComparison.Ordinal);

        using var third = Create(Start.Epochs(1));
        Assert.Contains(
            "12 pictures",
            Assert.Throws<CheckpointException>(() => third.Train(Pictures.Of(12), options: options)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_checkpoint_gives_way_to_the_one_before()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions { Checkpoint = new CheckpointOptions(folder["run.safetensors"]) };
        using var model = Create(Start.Epochs(2));
        model.Train(Pictures.Of(8), options: options);
        File.WriteAllBytes(folder["run.safetensors"], File.ReadAllBytes(folder["run.safetensors"])[..1000]);

        using var resumed = Create(Start.Epochs(2));
        Assert.Equal(2, resumed.Train(Pictures.Of(8), options: options with { Resume = true }).Epochs.Count);
        Assert.Equal(Bits(model), Bits(resumed));
    }

    [Fact]
    public void A_damaged_checkpoint_with_none_before_it_says_what_to_do()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["run.safetensors"], "x");
        var options = new TrainingOptions { Checkpoint = new CheckpointOptions(folder["run.safetensors"]), Resume = true };
        using var model = Create(Start);
        var message = Assert.Throws<WeightsFileException>(() => model.Train(Pictures.Of(8), options: options)).Message;

        Assert.StartsWith(folder["run.safetensors"], message, StringComparison.Ordinal);
        Assert.EndsWith("start the run over: Resume = false.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_that_was_read_frees_all_its_tensors()
    {
        using var folder = new TemporaryFolder();
        using (var model = Create(Start.Epochs(1).AverageWeights(0.9)))
        {
            model.Train(
                Pictures.Of(8), options: new TrainingOptions { Checkpoint = new CheckpointOptions(folder["run.safetensors"]) });
        }

        var checkpoint = CheckpointFile.Read(folder["run.safetensors"]);
        Tensor[] tensors =
        [
            .. checkpoint.Model.Concat(checkpoint.Slices.SelectMany(slice => slice.Tensors)).Select(pair => pair.Value),
        ];
        Assert.NotEmpty(checkpoint.Slice("average").Tensors);
        Assert.NotEmpty(checkpoint.Slice("optimizer").Tensors);
        Assert.All(tensors, tensor => Assert.False(tensor.IsInvalid));
        checkpoint.Dispose();
        Assert.All(tensors, tensor => Assert.True(tensor.IsInvalid));
    }

    [Fact]
    public void Accumulated_batches_are_one_large_batch()
    {
        // A network without BatchNorm, whose statistics are of a batch; plain SGD, so that equal gradients are equal steps.
        var recipe = Backbone.AlexNet()
            .InputSize(64, resize: 64)
            .Dropout(0)
            .FreezeAll()
            .Head(3)
            .Optimizer(Optimizers.Sgd(0.1))
            .Seed(1);
        using var small = Create(recipe.BatchSize(2).Accumulate(3));
        using var large = Create(recipe.BatchSize(6));
        small.Train(Pictures.Of(10));
        large.Train(Pictures.Of(10));

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Assert.True(
            small.Module
                .state_dict()["classifier.6.weight"]
                .allclose(large.Module.state_dict()["classifier.6.weight"], 1e-4, 1e-6));
        Assert.NotEqual(Bits(small)["classifier.6.weight"], Bits(Create(recipe))["classifier.6.weight"]);
    }

    [Fact]
    public void Early_stopping_restores_the_best_epoch()
    {
        // A rate that breaks what was learnt: the first epoch's validation loss is never met again.
        using var model = Create(Start.Optimizer(Optimizers.Sgd(0.5)).Epochs(20).EarlyStopping(patience: 2).ClipGradients(1));
        var validation = Pictures.Of(6, seed: 2);
        var history = model.Train(Pictures.Of(12), validation);

        Assert.True(history.Epochs.Count < 20);
        Assert.Equal(history.Epochs.Min(epoch => epoch.Validation!.Loss), model.Evaluate(validation).Loss, 1e-6);
        Assert.Equal(
            history.Epochs.Count - 3,
            history.Epochs
                .Select(epoch => epoch.Validation!.Loss)
                .ToList()
                .IndexOf(history.Epochs.Min(epoch => epoch.Validation!.Loss)));
    }

    [Fact]
    public void What_watches_validation_asks_for_it()
    {
        using var model = Create(Start.EarlyStopping(patience: 2));
        Assert.Contains(
            "EarlyStopping",
            Assert.Throws<ArgumentException>(() => model.Train(Pictures.Of(8))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_infinite_loss_stops_the_run_and_leaves_the_state_before_the_step()
    {
        using var model = Create(Start.Optimizer(Optimizers.Sgd(1e30)).Epochs(3));
        var error = Assert.Throws<TrainingDivergedException>(() => model.Train(Pictures.Of(16)));
        Assert.Equal(1, error.Epoch);
        Assert.InRange(error.Step, 2, 4);
        Assert.Contains($"epoch 1, step {error.Step}", error.Message, StringComparison.Ordinal);
        Assert.All(
            Bits(model).Values,
            values => Assert.All(values, bits => Assert.True(float.IsFinite(BitConverter.Int32BitsToSingle(bits)))));
    }

    [Fact]
    public void L_BFGS_trains_through_the_loop_and_counts_each_image_once()
    {
        using var model =
            Create(Start.FreezeAll().Unfreeze(Layers.Head).Optimizer(Optimizers.Lbfgs(0.1, iterations: 3)).Epochs(4));
        var history = model.Train(Pictures.Of(12));
        Assert.All(history.Epochs, epoch => Assert.Equal(12, epoch.Training.Images));
        Assert.True(history.Epochs[^1].Training.Loss < history.Epochs[0].Training.Loss);
    }

    [Fact]
    public void An_update_that_overflows_stops_the_run_and_leaves_the_state_before_the_step()
    {
        // Loss and gradients are finite; rate × weight decay × weight is not.
        using var model = Create(Start.Optimizer(Optimizers.Sgd(1e38, weightDecay: 100)).Epochs(1));
        var before = Bits(model);
        var error = Assert.Throws<TrainingDivergedException>(() => model.Train(Pictures.Of(4)));

        Assert.Equal((1, 1), (error.Epoch, error.Step));
        Assert.NotNull(error.Group);
        Assert.True(double.IsFinite(error.Loss));
        Assert.Contains($"the update makes group \"{error.Group}\" infinite", error.Message, StringComparison.Ordinal);
        Assert.All(Bits(model), pair => Assert.Equal(before[pair.Key], pair.Value));
    }

    [Fact]
    public void The_average_of_what_a_later_phase_freezes_goes_on_towards_it()
    {
        var plan = Backbone.ResNet18().InputSize(32, resize: 32).Head(3).BatchSize(4).Seed(1).AverageWeights(0.1)
            .Optimizer(Optimizers.Sgd(0.05))
            .Phase("all", epochs: 1)
            .Phase("head", epochs: 2, p => p.FreezeAll().Unfreeze("fc"))
            .Compile();
        using var model = TransferModel.Create(plan, CPU);
        float[]? frozen = null;
        model.Train(Pictures.Of(16), progress: new Reports(report =>
            frozen = report is { Epoch: 1, Batch: 4 } ? Values() : frozen));

        // Eight updates in the second phase leave 1e-8 of the distance.
        Assert.All(Values().Zip(frozen!), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));

        float[] Values()
        {
            using var scope = NewDisposeScope();
            return model.Module.state_dict()["layer4.1.conv2.weight"].data<float>().ToArray();
        }
    }

    private static (IReadOnlyDictionary<string, string> Bits, TrainingHistory History) Finish(
        Recipe recipe, int? stopAfter, TemporaryFolder? folder)
    {
        var options = folder is null
            ? new TrainingOptions()
            : new TrainingOptions { Checkpoint = new CheckpointOptions(folder["run.safetensors"]), Resume = true };
        if (stopAfter is not null)
        {
            using var stop = new CancellationTokenSource();
            using var first = Create(recipe);
            var reports = 0;
            Assert.Throws<TrainingCanceledException>(() => first.Train(
                Pictures.Of(16),
                Pictures.Of(8, seed: 2),
                options,
                new Reports(_ =>
                {
                    if (++reports == stopAfter)
                    {
                        stop.Cancel();
                    }
                }),
                stop.Token));
        }

        using var model = Create(recipe);
        var history = model.Train(Pictures.Of(16), Pictures.Of(8, seed: 2), options);
        return (Bits(model).ToDictionary(pair => pair.Key, pair => string.Join(' ', pair.Value)), history);
    }

    private static TransferModel Create(Recipe recipe) => TransferModel.Create(recipe.Compile(), CPU);

    private static Dictionary<string, int[]> Bits(TransferModel model) => model.Module.state_dict()
        .Where(pair => pair.Value.dtype == ScalarType.Float32)
        .ToDictionary(
            pair => pair.Key, pair => pair.Value.data<float>().ToArray().Select(BitConverter.SingleToInt32Bits).ToArray());

    private sealed class Reports(Action<TrainingProgress> told) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => told(value);
    }
}

/// <summary>Dropout draws from torch's one generator: what tests for bits runs while no other test draws from it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchGenerator
{
    public const string Name = "torch's generator";
}
