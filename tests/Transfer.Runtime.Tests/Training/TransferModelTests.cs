using Transfer.Modules;
using Transfer.Training;
using Transfer.Weights;
using static TorchSharp.torch;

namespace Transfer.Tests.Training;

// Dropout draws from torch's one generator, which tests beside it would draw from too.
[Collection(TorchGenerator.Name)]
public sealed class TransferModelTests
{
    private static Recipe Start => Backbone.ResNet18()
        .InputSize(Pictures.Side, resize: Pictures.Side)
        .Head(3)
        .Optimizer(Optimizers.Sgd(0.02, momentum: 0.9))
        .BatchSize(8)
        .Seed(7);

    [Fact]
    public void Training_learns_what_the_pictures_show()
    {
        // Long enough for the running statistics of BatchNorm to follow, and gentle enough for batches to be alike: with every
        // seed that was tried the loss on new images ends at 0.001 or below.
        using var model = Create(Start.BatchSize(16).Optimizer(Optimizers.Sgd(0.01, momentum: 0.9)).Epochs(10));
        var history = model.Train(Pictures.Of(48), Pictures.Of(24, seed: 2));

        Assert.Equal(7, history.Seed);
        Assert.Equal(Enumerable.Range(1, 10), history.Epochs.Select(epoch => epoch.Epoch));
        Assert.All(history.Epochs, epoch => Assert.Equal((48, 24), (epoch.Training.Images, epoch.Validation!.Images)));
        Assert.True(history.Epochs[^1].Training.Loss < history.Epochs[0].Training.Loss);
        Assert.Equal(1, model.Evaluate(Pictures.Of(30, seed: 3)).Top1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        Assert.Equal(TrainedBits(7), TrainedBits(7));
        Assert.NotEqual(TrainedBits(7), TrainedBits(8));
    }

    [Fact]
    public void Frozen_layers_stay_bit_identical_and_their_BatchNorm_too()
    {
        using var model = Create(Start.FreezeAll().Unfreeze("layer4").Head(3).Epochs(2));
        var before = Bits(model.Module);
        model.Train(Pictures.Of(24));
        var after = Bits(model.Module);

        var moved = after.Keys.Where(name => !after[name].SequenceEqual(before[name])).ToArray();
        Assert.All(moved, name => Assert.Matches("^(layer4|fc)\\.", name));
        Assert.Contains("layer4.0.bn1.running_mean", moved);
        Assert.Contains("fc.weight", moved);
    }

    [Fact]
    public void Frozen_BatchNorm_drifts_where_the_recipe_says_so()
    {
        using var model = Create(Start.FreezeAll().Head(3).BatchNorm(FrozenBatchNorm.Train));
        var before = Bits(model.Module);
        model.Train(Pictures.Of(24));
        var after = Bits(model.Module);
        Assert.NotEqual(before["bn1.running_mean"], after["bn1.running_mean"]);
        Assert.Equal(before["bn1.weight"], after["bn1.weight"]);
    }

    [Fact]
    public void A_last_batch_of_one_picture_is_left_out()
    {
        using var model = Create(Start);
        Assert.Equal(8, model.Train(Pictures.Of(9)).Epochs[0].Training.Images);
    }

    [Fact]
    public void Progress_is_told_after_each_batch_and_ends_at_the_whole()
    {
        var reports = new Reports();
        using var model = Create(Start.Epochs(2));
        model.Train(Pictures.Of(20), Pictures.Of(8), progress: reports);

        Assert.Equal(2 * (3 + 1), reports.All.Count);
        Assert.Equal(
            [
                (TrainingStage.Training, 1, 3),
                (TrainingStage.Training, 2, 3),
                (TrainingStage.Training, 3, 3),
                (TrainingStage.Validation, 1, 1)],
            reports.All.Take(4).Select(report => (report.Stage, report.Batch, report.Batches)));
        Assert.Equal(reports.All.Select(report => report.Done).Order(), reports.All.Select(report => report.Done));
        Assert.Equal(1, reports.All[^1].Done, 1e-9);
        Assert.Equal(TimeSpan.Zero, reports.All[^1].Remaining);
        Assert.All(reports.All, report => Assert.True(report.ImagesPerSecond > 0 && report.Epochs == 2));
    }

    [Fact]
    public void Cancelling_leaves_a_model_that_can_be_used_saved_and_trained_on()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        using var model = Create(Start.Epochs(5));
        var reports = new Reports(report =>
        {
            if (report is { Epoch: 2, Batch: 2 })
            {
                stop.Cancel();
            }
        });

        var cancelled = Assert.Throws<TrainingCanceledException>(
            () => model.Train(Pictures.Of(24), progress: reports, cancellation: stop.Token));

        Assert.Single(cancelled.History.Epochs);
        Assert.Equal(5, reports.All.Count);
        Assert.False(model.Module.training);
        model.Save(folder["cancelled.safetensors"]);
        using var opened = TransferModel.Open(folder["cancelled.safetensors"], CPU);
        Assert.Equal(Bits(model.Module), Bits(opened.Module));
        Assert.Equal(5, opened.Train(Pictures.Of(24)).Epochs.Count);
    }

    [Fact]
    public void A_saved_model_opens_with_no_other_file_and_predicts_the_same()
    {
        using var folder = new TemporaryFolder();
        using var model = Create(Start.Epochs(2));
        model.Train(Pictures.Of(24));
        var test = Pictures.Of(5, seed: 9);
        var pictures = Enumerable.Range(0, 5).Select(test.Load).ToArray();
        var before = model.Predict(pictures);
        model.Save(folder["model.safetensors"]);

        using var opened = TransferModel.Open(folder["model.safetensors"], CPU);

        Assert.Equal(model.Plan, opened.Plan);
        Assert.Equal(["colour 0", "colour 1", "colour 2"], opened.ClassNames);
        var after = opened.Predict(pictures);
        Assert.Equal(
            before.SelectMany(prediction => prediction.Probabilities), after.SelectMany(prediction => prediction.Probabilities));
        Assert.Equal("colour " + after[1].Class, after[1].ClassName);
        Assert.Equal(1, after[1].Probabilities.Sum(), 1e-5);
        Assert.Equal(after[1].Probabilities.Max(), opened.Predict(pictures[1]).Probability, 1e-5);
    }

    [Fact]
    public void Half_precision_halves_the_file_and_rounds()
    {
        using var folder = new TemporaryFolder();
        using var model = Create(Start);
        model.Save(folder["single.safetensors"]);
        model.Save(folder["half.safetensors"], WeightsPrecision.Half);

        var (single, half) = (new FileInfo(folder["single.safetensors"]).Length, new FileInfo(folder["half.safetensors"]).Length);
        Assert.InRange(half, single * 0.49, single * 0.51);
        using var opened = TransferModel.Open(folder["half.safetensors"], CPU);
        using var scope = NewDisposeScope();
        foreach (var (name, tensor) in model.Module.state_dict().Where(pair => pair.Value.dtype == ScalarType.Float32))
        {
            Assert.True(
                tensor.to(ScalarType.Float16).to(ScalarType.Float32).equal(opened.Module.state_dict()[name]).all().item<bool>(),
                name);
        }
    }

    [Fact]
    public void A_saved_model_serves_as_pretrained_weights()
    {
        using var folder = new TemporaryFolder();
        using var first = Create(Start);
        first.Save(folder["first.safetensors"]);

        using var second =
            Create(Backbone.ResNet18().Pretrained(WeightsFile.At(folder["first.safetensors"])).FreezeAll().Head(5).Seed(1));

        var (old, current) = (Bits(first.Module), Bits(second.Module));
        Assert.All(
            current.Keys.Where(name => !name.StartsWith("fc.", StringComparison.Ordinal)),
            name => Assert.Equal(old[name], current[name]));
        Assert.Equal(["fc.weight", "fc.bias"], second.LoadReport!.HeadReplaced);
        Assert.Equal(["fc.weight", "fc.bias"], second.LoadReport.NewInHead);
        Assert.Equal(old.Count - 2 + 20, second.LoadReport.Loaded.Count);
    }

    [Fact]
    public void Another_plan_continues_from_a_model_head_included()
    {
        using var first = Create(Start);
        first.Train(Pictures.Of(24));
        using var second = first.Continue(Start.InputSize(64, resize: 64).FreezeAll().Unfreeze("fc").Compile());
        Assert.Equal(Bits(first.Module), Bits(second.Module));
        Assert.Equal(64, second.Plan.Preprocessing.Crop);

        var error = Assert.Throws<ArgumentException>(() => first.Continue(Start.Head(4).Compile()));
        Assert.Contains("fc.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_class_counts_and_other_classes_are_refused()
    {
        using var model = Create(Start);
        var error = Assert.Throws<ArgumentException>(() => model.Train(Pictures.Of(10, classes: 5)));
        Assert.Contains("Head(5)", error.Message, StringComparison.Ordinal);

        model.Train(Pictures.Of(8));
        var other = new Transfer.Data.ImageArrays(new byte[3 * 4 * 4 * 3], 4, 4, [0, 1, 2], ["a", "b", "c"]);
        Assert.Contains(
            "colour 0", Assert.Throws<ArgumentException>(() => model.Evaluate(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_trains_nothing_says_so()
    {
        using var model = Create(Start.FreezeAll());
        Assert.Contains(
            "trains nothing",
            Assert.Throws<InvalidOperationException>(() => model.Train(Pictures.Of(8))).Message,
            StringComparison.Ordinal);
    }

    private static TransferModel Create(Recipe recipe) => TransferModel.Create(recipe.Compile(), CPU);

    private static int[] TrainedBits(int seed)
    {
        using var model = Create(Start.Head(3, dropout: 0.5).Seed(seed));
        model.Train(Pictures.Of(16));
        return Bits(model.Module).Values.SelectMany(bits => bits).ToArray();
    }

    private static Dictionary<string, int[]> Bits(PlanModule module) => module.state_dict()
        .Where(pair => pair.Value.dtype == ScalarType.Float32)
        .ToDictionary(
            pair => pair.Key, pair => pair.Value.cpu().data<float>().ToArray().Select(BitConverter.SingleToInt32Bits).ToArray());

    private sealed class Reports(Action<TrainingProgress>? then = null) : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> All { get; } = [];

        public void Report(TrainingProgress value)
        {
            All.Add(value);
            then?.Invoke(value);
        }
    }
}
