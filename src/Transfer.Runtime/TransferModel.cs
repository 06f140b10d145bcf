using TorchSharp;
using Transfer.Checkpoints;
using Transfer.Data;
using Transfer.Metrics;
using Transfer.Modules;
using Transfer.Optimization;
using Transfer.Training;
using Transfer.Training.Parts;
using Transfer.Training.RateFinder;
using Transfer.Training.Runs;
using Transfer.Weights;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Transfer;

/// <summary>A plan's network with what is needed to train it, use it, save it and open it again.</summary>
/// <example>
/// <code>
/// using var model = TransferModel.Create(recipe.Compile());
/// var history = model.Train(train, validation);
/// model.Save("shoes.safetensors");
/// </code>
/// </example>
/// <remarks>
/// <para>
/// What reads the network may run on several threads at once: <see cref="Predict(RgbImage)"/>, <see cref="Evaluate"/>,
/// <see cref="Save"/> and <see cref="Continue"/>, in any mixture. What changes it has the model to itself:
/// <see cref="Train(IImageDataset, IImageDataset?, TrainingOptions?, IProgress{TrainingProgress}?, CancellationToken)"/>,
/// <see cref="FindLearningRate(IImageDataset, LearningRateFinderOptions?, IProgress{LearningRatePoint}?, CancellationToken)"/>
/// and <see cref="Dispose"/>; nothing else of the same model may run meanwhile. Of a custom module this holds as far as its
/// <c>forward</c> in inference mode changes nothing.
/// </para>
/// <para>
/// Different models share nothing but torch's random generators: two that train at once, each on a thread, draw dropout from one
/// generator, so that a seed no longer decides what comes out.
/// </para>
/// </remarks>
public sealed class TransferModel : IDisposable
{
    private readonly Device device;
    private readonly PlanModule module;
    private readonly CurrentNetwork network;

    private TransferModel(Plan plan, PlanModule module, LoadReport? report, IReadOnlyList<string> classNames, Device? device)
    {
        Plan = plan;
        this.module = module;
        network = new CurrentNetwork(plan, module);
        LoadReport = report;
        ClassNames = classNames;
        this.device = device ?? (cuda.is_available() ? CUDA : CPU);
        module.to(this.device);
        module.eval();
    }

    /// <summary>Gets the plan. Safe to read from any thread at any time: it never changes.</summary>
    public Plan Plan { get; }

    /// <summary>Gets the network, in inference mode except while it trains.</summary>
    /// <remarks>
    /// Its <c>forward</c> is safe to call from several threads at once in inference mode, beside what reads the model. Its mode
    /// (<c>train()</c>, <c>eval()</c>), its phase (<see cref="PlanModule.Enter"/>) and its tensors are one state for all threads:
    /// change them while nothing else uses the model.
    /// </remarks>
    public PlanModule Module
    {
        get
        {
            network.Share();
            return module;
        }
    }

    /// <summary>
    /// Gets what became of each tensor of the pretrained weights; null for random ones. Safe to read from any thread at any time.
    /// </summary>
    public LoadReport? LoadReport { get; }

    /// <summary>
    /// Gets the names of the classes, known once the model was trained; empty before. Safe to read from any thread at any time:
    /// training puts another list in its place, and changes none.
    /// </summary>
    public IReadOnlyList<string> ClassNames { get; private set; }

    /// <summary>Builds a plan's network with its pretrained weights.</summary>
    /// <remarks>
    /// Safe to call from several threads at once. The parameters of a custom module are drawn from torch's own generator,
    /// which other threads may draw from meanwhile: those that no file gives then differ from run to run.
    /// </remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="device">Where it runs; by default the first CUDA device, or the CPU where there is none.</param>
    /// <returns>The model.</returns>
    /// <exception cref="WeightsFileException">The weights can't be read, or do not fit the network.</exception>
    public static TransferModel Create(Plan plan, Device? device = null)
    {
        var module = plan.CreateModule(out var report);
        return new TransferModel(plan, module, report, [], device);
    }

    /// <summary>
    /// Opens a model that <see cref="Save"/> wrote; no other file is needed. That of a custom module needs the module's
    /// factory, too: the file holds weights and plan, not code.
    /// </summary>
    /// <remarks>Safe to call from several threads at once.</remarks>
    /// <param name="path">The .safetensors file.</param>
    /// <param name="device">Where it runs; by default the first CUDA device, or the CPU where there is none.</param>
    /// <param name="module">Makes the custom module that the model was created with; null for a built-in backbone.</param>
    /// <returns>The model, ready to predict, evaluate, or train on.</returns>
    /// <exception cref="WeightsFileException">The file can't be read, holds no plan, or its tensors do not fit its
    /// plan.</exception>
    /// <exception cref="BackboneModuleException">
    /// The model is of a custom module, and <paramref name="module"/> is missing or makes another network.
    /// </exception>
    public static TransferModel Open(string path, Device? device = null, Func<nn.Module<Tensor, Tensor>>? module = null)
    {
        var (plan, network, classNames) = ModelFile.Open(path, module);
        return new TransferModel(plan, network, null, classNames, device);
    }

    /// <summary>
    /// Returns a second model of the same network under another plan (other layers frozen, another image size, other rates),
    /// that starts from this model's parameters and buffers, head included. This model stays as it is.
    /// </summary>
    /// <remarks>Safe to call from several threads at once, beside all that reads the model; not while it trains.</remarks>
    /// <param name="plan">The other plan; its own weights are not loaded.</param>
    /// <returns>The model, on the same device.</returns>
    /// <exception cref="ArgumentException">The plan's network has other parameters than this one's.</exception>
    public TransferModel Continue(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var theirs = plan.Graph.Parameters.Concat(plan.Graph.Buffers).Select(tensor => (tensor.Name, tensor.Shape)).ToHashSet();
        var different = Plan.Graph.Parameters
            .Concat(Plan.Graph.Buffers)
            .Where(tensor => !theirs.Remove((tensor.Name, tensor.Shape)))
            .Select(tensor => tensor.Name)
            .Concat(theirs.Select(tensor => tensor.Name))
            .Distinct()
            .ToArray();
        if (different.Length > 0)
        {
            throw new ArgumentException(
                $"The plan is not of the same network: {string.Join(", ", different.Take(5))} differ ({different.Length} in "
                + "all).",
                nameof(plan));
        }

        var other = PlanModule.Of(plan, seed: 0);
        using (no_grad())
        {
            var target = other.state_dict();
            foreach (var (name, tensor) in module.state_dict())
            {
                target[name].copy_(tensor);
            }
        }

        return new TransferModel(plan, other, null, ClassNames, device);
    }

    /// <summary>Trains what the plan trains, phase by phase.</summary>
    /// <remarks>
    /// Not safe beside anything else of the same model: it changes parameters, buffers and mode from step to step. Another model
    /// may be used meanwhile; where it trains, too, both draw from torch's one generator.
    /// </remarks>
    /// <param name="train">The images to learn from.</param>
    /// <param name="validation">Images to measure on after each epoch; null measures nothing.</param>
    /// <param name="options">What the run needs to know beside the plan.</param>
    /// <param name="progress">Told after each batch, on the calling thread.</param>
    /// <param name="cancellation">Stops the run between two batches.</param>
    /// <returns>
    /// What came out of each epoch. The same plan, data and seed give the same result on the same machine, unless another thread
    /// draws from torch's generator meanwhile, which dropout uses.
    /// </returns>
    /// <exception cref="ArgumentException">The datasets' classes are not those of the plan's head.</exception>
    /// <exception cref="InvalidOperationException">The plan trains nothing.</exception>
    /// <exception cref="DatasetException">An image can't be loaded.</exception>
    /// <exception cref="TrainingCanceledException">
    /// The run was cancelled; the model keeps what it has learnt so far: the latest parameters, or their average where the plan
    /// averages them, even where early stopping had seen a better epoch.
    /// </exception>
    /// <exception cref="TrainingDivergedException">
    /// A loss, a gradient or an updated parameter is not finite; the model is as it was before that step.
    /// </exception>
    /// <exception cref="CheckpointException">The checkpoint to continue from is of another plan, or of a run over other
    /// data.</exception>
    /// <exception cref="WeightsFileException">The checkpoint to continue from can't be read.</exception>
    /// <exception cref="RunPartException">A part of <see cref="TrainingOptions.Parts"/> threw.</exception>
    public TrainingHistory Train(
        IImageDataset train,
        IImageDataset? validation = null,
        TrainingOptions? options = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        CheckClasses(train, nameof(train));
        if (validation is not null)
        {
            CheckClasses(validation, nameof(validation));
        }

        CheckLoss(train, nameof(train));
        options ??= new TrainingOptions();
        if (validation is null && PlanParts.Of(Plan, options.Parts).NeedsValidation is { } what)
        {
            throw new ArgumentException($"{what} watches a metric of the validation images: pass some.", nameof(validation));
        }

        using var from = ToResume(options);
        ClassNames = train.ClassNames;
        var seed = (from is null ? Plan.Seed : TrainingRun.PositionOf(from).Seed) ?? Random.Shared.Next();
        return Train(TrainingBatches.Of(Plan, train, seed), validation, options, from, seed, progress, cancellation);
    }

    /// <summary>Trains on batches that come from anywhere.</summary>
    internal TrainingHistory Train(
        IBatchSource source,
        IImageDataset? validation,
        TrainingOptions options,
        Checkpoint? from,
        int seed,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var start = from is null ? RunPosition.Start(seed, source.Identity) : TrainingRun.PositionOf(from);
        if (start.Data != source.Identity)
        {
            throw new CheckpointException(
                $"The checkpoint is of a run over {start.Data}; this data has {source.Identity}. Resume with the data that "
                + "the run "
                + "began with.");
        }

        var writer = options.Checkpoint is { } checkpoint ? new CheckpointWriter(checkpoint, ClassNames) : null;
        var parts = PlanParts.Of(Plan, options.Parts, writer);
        using var run = new TrainingRun(Plan, module, parts, start, source.BatchCount, Accumulation.BatchesPerUpdate(Plan));
        using var loss = LossFactory.Of(Plan.Training.Loss, device);
        using var loop = new TrainingLoop(run, source, validation, loss, device, options.Features, progress, cancellation);
        network.Forget();
        if (options.Parts.Count > 0)
        {
            // They get the module, and may keep it.
            network.Share();
        }

        return loop.Run(from);
    }

    /// <summary>
    /// Searches for a learning rate: trains some steps while the rate rises from very low to very high, and then undoes them.
    /// Afterwards the parameters and buffers, the gradients, what trains and torch's random state are the same as before, bit
    /// for bit, even when the search is cancelled or fails. The search opens no file and does not change the class names.
    /// </summary>
    /// <example>
    /// <code>
    /// var curve = model.FindLearningRate(train);
    /// Console.WriteLine(curve);
    /// curve.Save("rates.svg");
    /// </code>
    /// </example>
    /// <remarks>
    /// <para>Not safe beside anything else of the same model: it trains, and takes its steps back.</para>
    /// <para>
    /// The steps are those of <see cref="Train(IImageDataset, IImageDataset?, TrainingOptions?, IProgress{TrainingProgress}?,
    /// CancellationToken)"/>: the plan's batches, augmentations, loss, clipping, accumulation, momentum and weight decay; not its
    /// schedule. Groups keep the proportions of their rates. A plan without a seed is searched with seed 0, so that nothing is
    /// drawn. On a CUDA device torch's generator of that device is not put back, as TorchSharp can't read it; training seeds it
    /// for each step and sees no difference.
    /// </para>
    /// </remarks>
    /// <param name="train">The images to learn from.</param>
    /// <param name="options">Range, steps, and how to choose; the defaults are fastai's.</param>
    /// <param name="progress">Told after each step, on the calling thread.</param>
    /// <param name="cancellation">Stops the search between two batches.</param>
    /// <returns>The loss at each rate, and a suggestion.</returns>
    /// <exception cref="ArgumentException">The dataset's classes are not those of the plan's head.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of the options is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The plan trains nothing in the phase.</exception>
    /// <exception cref="DatasetException">An image can't be loaded.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    /// <exception cref="TrainingDivergedException">The very first loss or gradient is not finite.</exception>
    public LearningRateCurve FindLearningRate(
        IImageDataset train,
        LearningRateFinderOptions? options = null,
        IProgress<LearningRatePoint>? progress = null,
        CancellationToken cancellation = default)
    {
        CheckClasses(train, nameof(train));
        CheckLoss(train, nameof(train));
        options ??= new LearningRateFinderOptions();
        options.Check(Plan);
        var seed = Plan.Seed ?? 0;
        return FindLearningRate(TrainingBatches.Of(Plan, train, seed), options, seed, progress, cancellation);
    }

    /// <summary>Looks for a learning rate on batches that come from anywhere.</summary>
    internal LearningRateCurve FindLearningRate(
        IBatchSource source,
        LearningRateFinderOptions options,
        int seed,
        IProgress<LearningRatePoint>? progress = null,
        CancellationToken cancellation = default)
    {
        network.Forget();
        return new LearningRateFinder(Plan, module, device).Run(source, options, seed, progress, cancellation);
    }

    /// <summary>Measures loss and accuracy.</summary>
    /// <remarks>
    /// Safe to call from several threads at once, beside all that reads the model; not while it trains. The dataset is read from
    /// several threads anyway.
    /// </remarks>
    /// <param name="dataset">Labelled images.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>Mean cross-entropy and top-1 accuracy.</returns>
    /// <exception cref="ArgumentException">The dataset's classes are not those of the plan's head.</exception>
    /// <exception cref="DatasetException">An image can't be loaded.</exception>
    public Evaluation Evaluate(IImageDataset dataset, CancellationToken cancellation = default)
    {
        CheckClasses(dataset, nameof(dataset));
        CheckLoss(dataset, nameof(dataset));
        using var loss = LossFactory.Of(Plan.Training.Loss, device);
        return new Evaluator(Plan, module, loss, device).Of(dataset, network.Get(), cancellation);
    }

    /// <summary>Classifies an image of any size.</summary>
    /// <remarks>Safe to call from several threads at once, beside all that reads the model; not while it trains.</remarks>
    /// <param name="image">The image.</param>
    /// <returns>The most probable class, and the probability of each.</returns>
    public Prediction Predict(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Predict([image])[0];
    }

    /// <summary>Classifies images of any size, a batch at a time.</summary>
    /// <remarks>Safe to call from several threads at once, beside all that reads the model; not while it trains.</remarks>
    /// <param name="images">The images.</param>
    /// <returns>A prediction for each, in their order.</returns>
    public IReadOnlyList<Prediction> Predict(IEnumerable<RgbImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images.Chunk(Plan.BatchSize).SelectMany(PredictBatch).ToArray();
    }

    /// <summary>
    /// Writes the network, the plan and the class names to one .safetensors file. It is written beside and renamed, so that a
    /// file of that name is replaced whole or not at all. Any reader of .safetensors can open it: names are torchvision's.
    /// </summary>
    /// <remarks>
    /// Safe to call from several threads at once, beside all that reads the model, to the same file even: one of them is there in
    /// the end. Not while the model trains: the file would hold tensors of different steps; checkpoints are written between two.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="precision">How parameters are stored; half precision halves the file and rounds them.</param>
    public void Save(string path, WeightsPrecision precision = WeightsPrecision.Single) =>
        ModelFile.Save(path, Plan, module, ClassNames, precision);

    /// <summary>Frees the network's tensors.</summary>
    /// <remarks>Not safe while another thread uses the model.</remarks>
    public void Dispose()
    {
        network.Dispose();
        module.Dispose();
    }

    private Checkpoint? ToResume(TrainingOptions options)
    {
        if (!options.Resume)
        {
            return null;
        }

        var path = options.Checkpoint?.Path
            ?? throw new ArgumentException(
                "Resume requires a checkpoint: specify one in TrainingOptions.Checkpoint.", nameof(options));
        if (!CheckpointFile.Exists(path))
        {
            return null;
        }

        CheckpointFile.Clean(path);
        var checkpoint = CheckpointFile.Read(path);
        var difference = PlanDifference.Of(checkpoint.Plan, Plan);
        if (difference.Length == 0)
        {
            return checkpoint;
        }

        checkpoint.Dispose();
        throw new CheckpointException(
            $"{path} is a checkpoint of another plan; its lines (-) and those of this plan (+) differ:\n{difference}\n"
            + "Continue with the recipe that the run began with, or start over: Resume = false.");
    }

    private void CheckLoss(IImageDataset dataset, string argument)
    {
        if (Plan.Training.Loss is { IsOfOneClass: true } loss && dataset.Count > 0 && dataset.Labels(0) is not null)
        {
            throw new ArgumentException(
                $"The images have several labels each, and {loss.Name} is of one class. Say "
                + "Loss(Losses.BinaryCrossEntropy()) in the recipe.",
                argument);
        }
    }

    private IEnumerable<Prediction> PredictBatch(RgbImage[] images)
    {
        var preprocessor = new ImagePreprocessor(Plan.Preprocessing);
        var pixels = new float[images.Length * preprocessor.Length];
        for (var i = 0; i < images.Length; i++)
        {
            preprocessor.Write(images[i], pixels.AsSpan(i * preprocessor.Length, preprocessor.Length));
        }

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var side = Plan.Preprocessing.Crop;
        var input = tensor(pixels, [images.Length, Plan.Preprocessing.Mean.Count, side, side]).to(device);
        var logits = network.Get().Run(input);
        var probabilities = F.softmax(logits, 1).cpu().data<float>().ToArray();
        return probabilities.Chunk(Plan.Outputs).Select(ToPrediction).ToArray();
    }

    private Prediction ToPrediction(float[] probabilities)
    {
        var best = Array.IndexOf(probabilities, probabilities.Max());
        return new Prediction(
            best, best < ClassNames.Count ? ClassNames[best] : $"class {best}", probabilities[best], probabilities);
    }

    private void CheckClasses(IImageDataset dataset, string argument)
    {
        ArgumentNullException.ThrowIfNull(dataset, argument);
        if (dataset.ClassNames.Count != Plan.Outputs)
        {
            throw new ArgumentException(
                $"The network gives {Plan.Outputs} outputs, but the dataset has {dataset.ClassNames.Count} classes. "
                + $"Use Head({dataset.ClassNames.Count}) in the recipe.",
                argument);
        }

        if (ClassNames.Count > 0 && !ClassNames.SequenceEqual(dataset.ClassNames))
        {
            throw new ArgumentException(
                $"The model knows the classes {string.Join(", ", ClassNames)}; the dataset has "
                + $"{string.Join(", ", dataset.ClassNames)}.",
                argument);
        }
    }
}
