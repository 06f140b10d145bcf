using TorchSharp.Modules;
using Transfer.Data;
using Transfer.Tests.Modules;
using Transfer.Training;
using Transfer.Training.RateFinder;
using static TorchSharp.torch;

namespace Transfer.Tests.Training;

/// <summary>The search runs, finds what there is to find, and takes back all that it did.</summary>
[Collection(TorchGenerator.Name)]
public sealed class LearningRateFinderTests
{
    private static readonly LearningRateFinderOptions Short = new() { Steps = 12, End = 1e-2 };

    // Dropout draws from torch's generator; BatchNorm moves statistics and counts; what is frozen must stay so.
    private static Recipe Start => Backbone.From("fields", () => new FieldsNet(), head: "classifier")
        .InputSize(32, resize: 32)
        .FreezeAll()
        .Unfreeze("block")
        .Head(3, dropout: 0.5)
        .Augment(Augmentations.HorizontalFlip(), Augmentations.MixUp())
        .Optimizer(Optimizers.Sgd(0.01, momentum: 0.9))
        .BatchSize(4)
        .Seed(5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_search_leaves_everything_as_it_was(bool builtIn)
    {
        using var model = Create(builtIn
            ? Backbone.ResNet18().InputSize(32, resize: 32).Head(3, dropout: 0.5)
                .Optimizer(Optimizers.AdamW()).BatchSize(4).Seed(5)
            : Start);
        var before = Everything.Of(model);
        var curve = model.FindLearningRate(Pictures.Of(10), Short);
        Assert.Equal(12, curve.Points.Count);
        Assert.Equal("", before.DifferenceFrom(Everything.Of(model)));
        Assert.Empty(model.ClassNames);
    }

    [Fact]
    public void A_search_leaves_gradients_modes_and_the_phase_as_they_were()
    {
        using var model = Create(Start.AverageWeights(0.9).Phase("one", epochs: 1).Then(epochs: 1, p => p.Unfreeze("stem")));
        model.Module.Enter(model.Plan.Phases[1]);
        model.Module.train();
        using (NewDisposeScope())
        {
            model.Module.forward(rand(2, 3, 32, 32)).sum().backward();
        }

        var before = Everything.Of(model);
        Assert.Contains("gradient stem.weight", before.Names);
        model.FindLearningRate(Pictures.Of(10), Short);
        Assert.Equal("", before.DifferenceFrom(Everything.Of(model)));
    }

    [Fact]
    public void A_run_after_a_search_ends_with_the_bits_of_a_run_without()
    {
        using var searched = Create(Start.Epochs(2));
        using var plain = Create(Start.Epochs(2));
        searched.FindLearningRate(Pictures.Of(10), Short);
        searched.Train(Pictures.Of(10));
        plain.Train(Pictures.Of(10));
        Assert.Equal("", Everything.Of(plain).DifferenceFrom(Everything.Of(searched), but: "generator"));
    }

    [Fact]
    public void An_optimizer_of_ones_own_goes_on_as_if_there_had_been_no_search()
    {
        Assert.Equal(Run(search: false), Run(search: true));

        static int[] Run(bool search)
        {
            using var model = Create(Start.Seed(2));
            using var optimizer = model.Plan.CreateOptimizer(model.Module);
            using var images = Tensors();
            for (var step = 0; step < 3; step++)
            {
                using var scope = NewDisposeScope();
                if (search && step == 2)
                {
                    model.FindLearningRate(Pictures.Of(10), Short);
                }

                optimizer.zero_grad();
                model.Module.forward(images).logsumexp(1).mean().backward();
                optimizer.step();
            }

            return Everything.Bits(model.Module.state_dict()["block.conv.weight"]);
        }

        static Tensor Tensors()
        {
            using var generator = new Generator(3);
            return rand([4, 3, 32, 32], generator: generator);
        }
    }

    [Fact]
    public void A_cancelled_search_leaves_everything_as_it_was()
    {
        using var model = Create(Start);
        using var stop = new CancellationTokenSource();
        var before = Everything.Of(model);
        var steps = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => model.FindLearningRate(
            Pictures.Of(10),
            Short,
            new Steps(_ =>
            {
                if (++steps == 7)
                {
                    stop.Cancel();
                }
            }),
            stop.Token));
        Assert.Equal(7, steps);
        Assert.Equal("", before.DifferenceFrom(Everything.Of(model)));
    }

    [Fact]
    public void A_search_that_fails_leaves_everything_as_it_was()
    {
        using var model = Create(Start);
        var before = Everything.Of(model);
        Assert.Throws<IOException>(() => model.FindLearningRate(Pictures.Of(10), Short, new Steps(_ => throw new IOException())));
        Assert.Equal("", before.DifferenceFrom(Everything.Of(model)));

        var broken = new BrokenPictures(Pictures.Of(10), broken: 9);
        Assert.Throws<DatasetException>(() => model.FindLearningRate(broken, Short));
        Assert.Equal("", before.DifferenceFrom(Everything.Of(model)));
    }

    [Fact]
    public void A_search_with_dropout_is_the_same_each_time()
    {
        using var model = Create(Start);
        var curve = model.FindLearningRate(Pictures.Of(10), Short);
        Assert.Equal(curve.Points, model.FindLearningRate(Pictures.Of(10), Short).Points);

        // The second walk over the data is another epoch: with the rate that moves nothing, other losses.
        var still = model.FindLearningRate(Pictures.Of(12), Short with { Start = 1e-30, End = 2e-30 });
        Assert.Equal(12, still.Points.Select(point => point.Loss).Distinct().Count());
    }

    [Fact]
    public void Rates_rise_by_the_same_factor_from_start_to_end()
    {
        using var model = Create(Start);
        var curve = model.FindLearningRate(Pictures.Of(8), new() { Start = 1e-6, End = 1e-2, Steps = 13 });
        Assert.Equal(1e-6, curve.Points[0].Rate, 1e-15);
        Assert.Equal(1e-2, curve.Points[^1].Rate, 1e-11);
        Assert.All(
            curve.Points.Zip(curve.Points.Skip(1)),
            pair => Assert.Equal(Math.Pow(10, 1.0 / 3), pair.Second.Rate / pair.First.Rate, 1e-9));
        Assert.False(curve.Diverged);
    }

    [Fact]
    public void Losses_are_smoothed_without_their_bias_to_zero()
    {
        using var model = Create(Start);
        var curve = model.FindLearningRate(Pictures.Of(8), Short with { Smoothing = 0.5 });
        var losses = curve.Points.Select(point => point.Loss).ToArray();
        Assert.Equal(losses[0], curve.Points[0].SmoothedLoss, 1e-12);
        Assert.Equal((losses[0] + (2 * losses[1])) / 3, curve.Points[1].SmoothedLoss, 1e-12);
        Assert.Equal((losses[0] + (2 * losses[1]) + (4 * losses[2])) / 7, curve.Points[2].SmoothedLoss, 1e-12);
        Assert.All(
            model.FindLearningRate(Pictures.Of(8), Short with { Smoothing = 0 }).Points,
            point => Assert.Equal(point.Loss, point.SmoothedLoss));
    }

    [Fact]
    public void Groups_keep_the_proportions_of_their_rates()
    {
        // A hundredth of the rate moves a layer as much as the whole rate a hundredth of the way: here, exactly a hundredth part.
        var recipe = Backbone.SqueezeNet1_1().InputSize(32, resize: 32).Head(3).FreezeAll().Unfreeze("classifier.1")
            .Dropout(0).Optimizer(Optimizers.Sgd(0.1)).Group("classifier.1.bias", learningRate: 0.001).BatchSize(4).Seed(5);
        using var model = Create(recipe);
        var shares = model.FindLearningRate(Pictures.Of(8), Short).Groups.ToDictionary(group => group.Name, group => group.Share);
        Assert.Equal(1, shares["default"]);
        Assert.Equal(0.01, shares["classifier.1.bias"], 1e-15);
    }

    [Fact]
    public void Accumulated_batches_are_one_step()
    {
        using var model = Create(Start.Accumulate(3));
        var reported = 0;

        // Four batches an epoch: a step of three and a step of one.
        var curve = model.FindLearningRate(Pictures.Of(16), Short, new Steps(_ => reported++));
        Assert.Equal((12, 12), (curve.Points.Count, reported));
    }

    [Fact]
    public void On_a_quadratic_loss_suggestions_follow_the_curvature_and_the_search_ends_past_the_limit_of_stability()
    {
        // Gradient descent with rate r multiplies the error by 1 - r·curvature: it falls below 2 / curvature, and grows above.
        var gentle = CurveOf(curvature: 1);
        var sharp = CurveOf(curvature: 100);
        Assert.True(gentle.Diverged && sharp.Diverged);
        Assert.True(gentle.Points[^1].Rate > 2 && sharp.Points[^1].Rate > 2.0 / 100);

        // With 20 steps a decade, the steps up to rate r sum up to r / (1 - 10^(-1/20)) = 9.2 r, so that the loss is about
        // e^(-18.4 r) of its start: over ln r, steepest at r = 1 / 18.4. All is the same for r · curvature.
        var (one, hundredth) =
            (gentle.Suggest(SuggestionMethod.Steepest)!.Value, sharp.Suggest(SuggestionMethod.Steepest)!.Value);
        Assert.InRange(one, 0.03, 0.1);
        Assert.InRange(one / hundredth, 80, 125);

        // Where the loss is least it has fallen to its floor; past 2 / curvature it takes some steps until its rise shows.
        Assert.InRange(gentle.Suggest(SuggestionMethod.Minimum)!.Value, 0.01, 0.5);
        Assert.InRange(sharp.Suggest(SuggestionMethod.Minimum)!.Value, 0.01 / 100, 0.5 / 100);

        // The valley, which is what is suggested unless another way is asked for, begins where the loss begins to fall, however
        // slowly; its middle is on the way down.
        Assert.Equal(gentle.Suggest(SuggestionMethod.Valley), gentle.Suggestion);
        Assert.InRange(gentle.Suggest(SuggestionMethod.Valley)!.Value, 1e-4, 2);
        Assert.InRange(sharp.Suggest(SuggestionMethod.Valley)!.Value, 1e-6, 2.0 / 100);

        static LearningRateCurve CurveOf(double curvature)
        {
            var recipe = Backbone.From("bowl", () => new BowlNet(curvature), head: "fc").InputSize(32, resize: 32)
                .FreezeAll().Unfreeze("position").Optimizer(Optimizers.Sgd(1)).BatchSize(1).Seed(1);
            using var model = TransferModel.Create(recipe.Compile(), CPU);
            byte[] samples = [.. new byte[2 * 32 * 32 * 3], .. Enumerable.Repeat((byte)255, 2 * 32 * 32 * 3)];
            var pictures = new ImageArrays(samples, 32, 32, [0, 0, 0, 0], ["low", "high"]);
            return model.FindLearningRate(pictures, new() { Start = 1e-6, End = 100, Steps = 161, Smoothing = 0.5 });
        }
    }

    [Fact]
    public void A_loss_that_rises_to_four_times_the_least_ends_the_search()
    {
        using var model = Create(Start.Optimizer(Optimizers.Sgd(0.01)));
        var before = Everything.Of(model);
        var curve = model.FindLearningRate(Pictures.Of(8), new LearningRateFinderOptions { Start = 1e-3, End = 1e6, Steps = 40 });
        Assert.True(curve.Diverged);
        Assert.True(curve.Points.Count < 40);
        Assert.Equal("", before.DifferenceFrom(Everything.Of(model)));
    }

    [Fact]
    public void An_infinite_loss_ends_the_search_with_the_steps_before_it()
    {
        using var model = Create(Start.Optimizer(Optimizers.Sgd(0.01)));
        var before = Everything.Of(model);
        var curve = model.FindLearningRate(
            Pictures.Of(8), new() { Start = 1e20, End = 1e38, Steps = 30, DivergesAt = double.PositiveInfinity });
        Assert.True(curve.Diverged);
        Assert.InRange(curve.Points.Count, 1, 29);
        Assert.All(curve.Points, point => Assert.True(double.IsFinite(point.SmoothedLoss)));
        Assert.Equal("", before.DifferenceFrom(Everything.Of(model)));
    }

    [Fact]
    public void A_model_that_is_broken_from_the_start_is_reported_as_such()
    {
        using var model = Create(Start);
        using (no_grad())
        {
            model.Module.state_dict()["classifier.1.bias"].fill_(float.NaN);
        }

        var error = Assert.Throws<TrainingDivergedException>(() => model.FindLearningRate(Pictures.Of(8)));
        Assert.Equal((1, 1), (error.Epoch, error.Step));
    }

    [Fact]
    public void A_later_phase_can_be_searched()
    {
        using var model = Create(Start
            .Phase("one", epochs: 1)
            .Phase("two", epochs: 1, p => p.Unfreeze("stem").LearningRates(1e-4, 1e-2)));
        var curve = model.FindLearningRate(Pictures.Of(8), Short with { Phase = 1 });
        Assert.Equal("two", curve.Phase);
        Assert.Equal(model.Plan.Phases[1].Groups.Select(group => group.Name), curve.Groups.Select(group => group.Name));
        Assert.All(
            model.Plan.Phases[1].Groups.Zip(curve.Groups),
            pair => Assert.Equal(pair.First.LearningRate / 1e-2, pair.Second.Share, 1e-12));
    }

    [Fact]
    public void A_phase_that_trains_nothing_says_so()
    {
        using var model = Create(Start.Head(3).FreezeAll());
        var error = Assert.Throws<InvalidOperationException>(() => model.FindLearningRate(Pictures.Of(8)));
        Assert.Contains("trains nothing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_outside_their_range_are_refused_by_name()
    {
        using var model = Create(Start.Phase("warm up", epochs: 1).Phase("all", epochs: 1));
        (LearningRateFinderOptions Options, string Said)[] cases =
        [
            (new() { Start = 0 }, "Start must be a learning rate above 0"),
            (new() { Start = double.NaN }, "Start must be"),
            (new() { End = 1e-8 }, "End must be a learning rate above Start, 1e-7"),
            (new() { End = double.PositiveInfinity }, "End must be"),
            (new() { Steps = 9 }, "Steps must be 10 or more: the suggestion ignores the first tenth of the steps and the"),
            (new() { Smoothing = 1 }, "Smoothing must be at least 0 and below 1"),
            (new() { DivergesAt = 1 }, "DivergesAt must be above 1"),
            (new() { Method = (SuggestionMethod)7 }, "Method must be one of Steepest, Valley, Minimum"),
            (new() { Phase = 2 }, "Phase must be the index of one of the plan's phases, 0 (\"warm up\"), 1 (\"all\")"),
            (new() { Phase = -1 }, "Phase must be"),
        ];
        foreach (var (options, said) in cases)
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => model.FindLearningRate(Pictures.Of(8), options));
            Assert.Contains(said, error.Message, StringComparison.Ordinal);
            Assert.Equal("options", error.ParamName);
        }

        var classes = Assert.Throws<ArgumentException>(() => model.FindLearningRate(Pictures.Of(10, classes: 5)));
        Assert.Contains("Head(5)", classes.Message, StringComparison.Ordinal);
    }

    private static TransferModel Create(Recipe recipe) => TransferModel.Create(recipe.Compile(), CPU);

    private sealed class Steps(Action<LearningRatePoint> told) : IProgress<LearningRatePoint>
    {
        public void Report(LearningRatePoint value) => told(value);
    }

    /// <summary>
    /// Its cross-entropy for class 0 is q = curvature / 2 · (position - (1 ± 0.001) / √curvature)² + 0.1, + for a bright image
    /// and - for a dark one, so that its gradient is never 0: the logits 0 and log(eᵠ - 1) give class 0 the cross-entropy q.
    /// </summary>
    private sealed class BowlNet : nn.Module<Tensor, Tensor>
    {
        private readonly double curvature;
        private readonly Parameter position = new(zeros(1));
        private readonly Linear fc = nn.Linear(1, 2);

        public BowlNet(double curvature)
            : base(nameof(BowlNet))
        {
            this.curvature = curvature;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var goal = (1 + (0.001 * input.mean([1, 2, 3]).sign())) / Math.Sqrt(curvature);
            var q = ((position - goal).pow(2) * (curvature / 2)) + 0.1;
            var second = q + (-(-q).expm1()).log();
            var logits = stack([zeros_like(second), second], dim: 1) + (fc.call(ones(1, 1)) * 0);
            return logits.MoveToOuterDisposeScope();
        }
    }

    /// <summary>Images of which one can't be loaded.</summary>
    private sealed class BrokenPictures(ImageArrays pictures, int broken) : IImageDataset
    {
        public int Count => pictures.Count;

        public IReadOnlyList<string> ClassNames => pictures.ClassNames;

        public int Label(int index) => pictures.Label(index);

        public RgbImage Load(int index) => index == broken ? throw new IOException("It is broken.") : pictures.Load(index);
    }

    /// <summary>All that a search may not change, as bits.</summary>
    private sealed class Everything
    {
        private readonly Dictionary<string, int[]> bits;

        private Everything(Dictionary<string, int[]> bits) => this.bits = bits;

        public IEnumerable<string> Names => bits.Keys;

        public static Everything Of(TransferModel model)
        {
            using var state = random.get_rng_state();
            var bits = new Dictionary<string, int[]>
            {
                ["generator"] = Bits(state),
                ["training"] = [model.Module.training ? 1 : 0],
            };
            foreach (var (name, tensor) in model.Module.state_dict())
            {
                bits[name] = Bits(tensor);
            }

            foreach (var (name, parameter) in model.Module.named_parameters())
            {
                bits["trains " + name] = [parameter.requires_grad ? 1 : 0];
                using var gradient = parameter.grad;
                if (gradient is not null)
                {
                    bits["gradient " + name] = Bits(gradient);
                }
            }

            bits["phase"] = [model.Plan.Phases.ToList().IndexOf(model.Module.Entered)];
            return new Everything(bits);
        }

        public string DifferenceFrom(Everything other, params string[] but) => string.Join(", ", bits.Keys.Union(other.bits.Keys)
            .Except(but)
            .Where(name => !bits.TryGetValue(name, out var one)
                || !other.bits.TryGetValue(name, out var two)
                || !one.SequenceEqual(two)));

        public static int[] Bits(Tensor tensor)
        {
            using var scope = NewDisposeScope();
            var bytes = tensor.detach().cpu().contiguous().bytes.ToArray();
            return [.. bytes.Select(value => (int)value)];
        }
    }
}
