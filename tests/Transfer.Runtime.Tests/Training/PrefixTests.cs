using Transfer.Data;
using Transfer.Features;
using Transfer.Training;
using Transfer.Training.Runs;
using static TorchSharp.torch;

namespace Transfer.Tests.Training;

/// <summary>Training over the features of a frozen prefix.</summary>
[Collection(TorchGenerator.Name)]
public sealed class PrefixTests
{
    private static Recipe Probe => Backbone.ResNet18()
        .InputSize(Pictures.Side, resize: Pictures.Side)
        .FreezeAll()
        .Head(3, dropout: 0.2)
        .Optimizer(Optimizers.Sgd(0.02, momentum: 0.9))
        .BatchSize(8)
        .Epochs(3)
        .Seed(7);

    public static TheoryData<string> Recipes => ["probe", "layer4", "two phases", "averaged", "L-BFGS"];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Memory_files_and_a_later_run_give_the_same_bits(string name)
    {
        using var folder = new TemporaryFolder();
        var inMemory = Run(name, new FeatureStoreOptions { Folder = null });
        var inFiles = Run(name, new FeatureStoreOptions { Folder = folder.Root, MemoryBudget = 0 });
        var later = Run(name, new FeatureStoreOptions { Folder = folder.Root });
        Assert.Equal(inMemory, inFiles);
        Assert.Equal(inMemory, later);
    }

    // Folding rounds, and so do batches of another size: no more than that.
    [Theory]
    [MemberData(nameof(Recipes))]
    public void Without_a_store_it_is_the_same_but_for_rounding(string name)
    {
        var with = Run(name, new FeatureStoreOptions { Folder = null });
        var without = Run(name, null);
        Assert.Equal(with.Length, without.Length);
        Assert.All(with.Zip(without), pair => Assert.Equal(pair.First, pair.Second, Math.Max(1e-3, Math.Abs(pair.First) * 1e-3)));
    }

    [Fact]
    public void An_image_is_loaded_once_for_all_epochs_and_not_at_all_by_a_later_run()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions { Features = new FeatureStoreOptions { Folder = folder.Root } };
        var (train, validation) = (new Counted(Pictures.Of(20)), new Counted(Pictures.Of(9, seed: 2)));
        using (var model = Create(Probe))
        {
            model.Train(train, validation, options);
        }

        Assert.Equal((20, 9), (train.Loaded, validation.Loaded));
        using var later = Create(Probe.Head(3).Optimizer(Optimizers.AdamW(1e-3)).Epochs(5));
        later.Train(train, validation, options);
        Assert.Equal((20, 9), (train.Loaded, validation.Loaded));
    }

    [Fact]
    public void What_differs_in_weights_crop_or_image_is_computed_anew()
    {
        using var folder = new TemporaryFolder();
        var options = new TrainingOptions { Features = new FeatureStoreOptions { Folder = folder.Root } };
        var images = new Counted(Pictures.Of(6));
        int LoadedBy(Recipe recipe, IImageDataset? data = null)
        {
            var before = images.Loaded;
            using var model = Create(recipe.Epochs(1));
            model.Train(data ?? images, null, options);
            return images.Loaded - before;
        }

        Assert.Equal(6, LoadedBy(Probe));
        Assert.Equal(0, LoadedBy(Probe.BatchSize(3)));
        Assert.Equal(6, LoadedBy(Probe.Seed(8)));
        Assert.Equal(6, LoadedBy(Probe.InputSize(Pictures.Side, resize: Pictures.Side + 2)));
        Assert.Equal(6, LoadedBy(Probe.Unfreeze("layer4")));
        Assert.Equal(0, LoadedBy(Probe, images.Subset([5, 0, 3])));

        var changed = Pictures.Of(6);
        Assert.Equal(0, LoadedBy(Probe, new Counted(changed)));
    }

    [Fact]
    public void Random_changes_of_the_images_are_not_kept()
    {
        var images = new Counted(Pictures.Of(8));
        using var model = Create(Probe.Augment(Augmentations.HorizontalFlip()));
        model.Train(images, options: new TrainingOptions { Features = new FeatureStoreOptions { Folder = null } });
        Assert.Equal(3 * 8, images.Loaded);
    }

    [Fact]
    public void Views_of_an_image_are_computed_once_each_and_shown_in_turn()
    {
        var images = new Counted(Pictures.Of(8));
        var recipe = Probe.Augment(Augmentations.RandomCrop(padding: 4), Augmentations.HorizontalFlip()).Epochs(5);
        using var views = Create(recipe.Views(2));
        var options = new TrainingOptions { Features = new FeatureStoreOptions { Folder = null } };
        var kept = views.Train(images, options: options);
        Assert.Equal(2 * 8, images.Loaded);

        // The same views, computed in each epoch.
        using var again = Create(recipe.Views(2));
        var computed = again.Train(images, options: options with { Features = null });
        Assert.Equal((2 * 8) + (5 * 8), images.Loaded);
        Assert.All(
            kept.Epochs.Zip(computed.Epochs), pair => Assert.Equal(pair.First.Training.Loss, pair.Second.Training.Loss, 1e-4));

        // Without views each epoch has others: the first two are those of the views, the third is not.
        using var each = Create(recipe);
        var other = each.Train(images, options: options);
        Assert.Equal(kept.Epochs[1].Training.Loss, other.Epochs[1].Training.Loss, 1e-4);
        Assert.NotEqual(kept.Epochs[2].Training.Loss, other.Epochs[2].Training.Loss, 1e-4);
    }

    [Fact]
    public void Features_that_have_no_room_are_computed_in_each_epoch()
    {
        var images = new Counted(Pictures.Of(8));
        using var model = Create(Probe);
        model.Train(
            images, options: new TrainingOptions { Features = new FeatureStoreOptions { Folder = null, MemoryBudget = 100 } });
        Assert.Equal(3 * 8, images.Loaded);
    }

    [Fact]
    public void The_computation_of_features_is_reported_and_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var stages = new List<TrainingStage>();
        using var model = Create(Probe);
        var progress = new Reports(report =>
        {
            stages.Add(report.Stage);
            if (report is { Stage: TrainingStage.Features, Batch: 2 })
            {
                source.Cancel();
            }
        });
        Assert.Throws<TrainingCanceledException>(() => model.Train(
            Pictures.Of(100), null, new TrainingOptions { Features = new FeatureStoreOptions { Folder = null } }, progress,
            source.Token));
        Assert.Equal([TrainingStage.Features, TrainingStage.Features], stages);
    }

    [Fact]
    public void Predictions_follow_what_is_done_to_the_module()
    {
        using var model = Create(Probe);
        var image = Pictures.Of(1).Load(0);
        var before = model.Predict(image).Probabilities;
        using (no_grad())
        {
            model.Module.get_parameter("layer1.0.conv1.weight")!.mul_(1.5);
        }

        var after = model.Predict(image).Probabilities;
        Assert.NotEqual(before, after);
        using (no_grad())
        {
            model.Module.get_buffer("bn1.running_mean")!.add_(0.5);
        }

        Assert.NotEqual(after, model.Predict(image).Probabilities);
    }

    // The average of what trained in the first phase still moves while it is frozen: the measured network is not the trained one.
    [Fact]
    public void Averages_of_an_earlier_phase_are_measured_as_they_are()
    {
        var recipe = Probe.AverageWeights(0.5)
            .Phase("all", epochs: 1, p => p.UnfreezeAll())
            .Then(epochs: 2, p => p.FreezeAll().Unfreeze("fc"));
        using var model = Create(recipe);
        var validation = Pictures.Of(9, seed: 2);
        var history = model.Train(
            Pictures.Of(24), validation, new TrainingOptions { Features = new FeatureStoreOptions { Folder = null } });
        Assert.Equal(history.Epochs[^1].Validation!.Loss, model.Evaluate(validation).Loss, 1e-5);
    }

    private static Recipe Named(string name) => name switch
    {
        "probe" => Probe,
        "layer4" => Probe.Unfreeze("layer4"),
        "two phases" => Probe
            .Phase("head", epochs: 2)
            .Then(epochs: 2, p => p.UnfreezeFrom("layer3").LearningRate(1e-3)),
        "averaged" => Probe.AverageWeights(0.9).EarlyStopping(patience: 5),
        "L-BFGS" => Probe.Optimizer(Optimizers.Lbfgs(0.5)),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static float[] Run(string name, FeatureStoreOptions? features)
    {
        using var model = Create(Named(name));
        model.Train(Pictures.Of(20), Pictures.Of(9, seed: 2), new TrainingOptions { Features = features });
        return [.. model.Module.state_dict().Values
            .Where(tensor => tensor.dtype == ScalarType.Float32)
            .SelectMany(tensor => tensor.data<float>().ToArray())];
    }

    private static TransferModel Create(Recipe recipe) => TransferModel.Create(recipe.Compile(), CPU);

    private sealed class Counted(IImageDataset inner) : IImageDataset
    {
        private int loaded;

        public int Loaded => loaded;

        public int Count => inner.Count;

        public IReadOnlyList<string> ClassNames => inner.ClassNames;

        public int Label(int index) => inner.Label(index);

        public UInt128 Fingerprint(int index) => inner.Fingerprint(index);

        public RgbImage Load(int index)
        {
            Interlocked.Increment(ref loaded);
            return inner.Load(index);
        }
    }

    private sealed class Reports(Action<TrainingProgress> then) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => then(value);
    }
}
