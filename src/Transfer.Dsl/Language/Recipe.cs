using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Rules;
using Transfer.Steps;

namespace Transfer;

/// <summary>
/// A description of a training run: a backbone, then steps that apply in order, as the PyTorch statements they stand for
/// do. Immutable: each call returns a new recipe with one step more. A layer is named by module path (<c>layer4</c>,
/// <c>features.28</c>), or by a glob over its segments (<c>layer*.0</c>, <c>**.bias</c>).
/// </summary>
public sealed partial class Recipe
{
    private readonly Architecture architecture;
    private readonly IReadOnlyList<Step> steps;

    internal Recipe(Architecture architecture, IReadOnlyList<Step> steps)
    {
        this.architecture = architecture;
        this.steps = steps;
    }

    internal Architecture Architecture => architecture;

    internal IReadOnlyList<Step> Steps => steps;

    /// <summary>Starts from the backbone's default weights entry, e.g. torchvision's IMAGENET1K_V1.</summary>
    /// <returns>The longer recipe.</returns>
    public Recipe Pretrained() => With(new PretrainedStep(new WeightsSource.Default()));

    /// <summary>Starts from a named weights entry.</summary>
    /// <param name="entry">The entry's name, e.g. <c>IMAGENET1K_V2</c>.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Recipe Pretrained(string entry)
    {
        Argument.Named(entry, nameof(entry));
        return With(new PretrainedStep(new WeightsSource.Entry(entry)));
    }

    /// <summary>Starts from the weights in a file; preprocessing is that of the backbone's default entry.</summary>
    /// <param name="file">A .safetensors or .pth file, read when the model is built.</param>
    /// <returns>The longer recipe.</returns>
    public Recipe Pretrained(WeightsFile file)
    {
        Argument.NotNull(file, nameof(file));
        return With(new PretrainedStep(new WeightsSource.File(file.Path)));
    }

    /// <summary>Sets the side of the square pictures that the network sees; the default is the weights entry's own.</summary>
    /// <param name="pixels">Height and width of the input, 1 or more.</param>
    /// <param name="resize">
    /// Length of the short side before the centre crop; the default keeps the weights entry's proportion (256 to 224).
    /// </param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or <paramref name="resize"/> below <paramref name="pixels"/>.</exception>
    public Recipe InputSize(int pixels, int? resize = null)
    {
        Argument.Positive(pixels, nameof(pixels));
        if (resize < pixels)
        {
            throw new ArgumentOutOfRangeException(
                nameof(resize), $"The short side can't be smaller than the crop: {Code.Number(resize.Value)} < {Code.Number(pixels)}.");
        }

        return With(new InputSizeStep(pixels, resize));
    }

    /// <summary>Freezes every parameter that exists at this point of the recipe: a head that was put on before, too.</summary>
    /// <returns>The longer recipe.</returns>
    public Recipe FreezeAll() => With(new FreezeAllStep());

    /// <summary>Freezes layers.</summary>
    /// <param name="layers">Module paths, globs or kinds (<see cref="Layers"/>), one or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">No layer, or an empty name.</exception>
    public Recipe Freeze(params string[] layers) => With(SharedSteps.Freeze(layers));

    /// <summary>Makes layers train.</summary>
    /// <param name="layers">Module paths, globs or kinds (<see cref="Layers"/>), one or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">No layer, or an empty name.</exception>
    public Recipe Unfreeze(params string[] layers) => With(SharedSteps.Unfreeze(layers));

    /// <summary>Makes a layer train, and all that run after it.</summary>
    /// <param name="layer">A module path or glob.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Recipe UnfreezeFrom(string layer) => With(SharedSteps.UnfreezeFrom(layer));

    /// <summary>Puts a new fully connected layer in the classifier's place; it trains.</summary>
    /// <param name="classes">Length of its output, 1 or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is below 1.</exception>
    public Recipe Head(int classes) => With(new HeadStep(EquatableList.Of<HeadLayer>(ClassLayer(classes))));

    /// <summary>Puts dropout and a new fully connected layer in the classifier's place.</summary>
    /// <param name="classes">Length of its output, 1 or more.</param>
    /// <param name="dropout">The share of the features that is zeroed in training, from 0 to 1.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Recipe Head(int classes, double dropout) => With(new HeadStep(EquatableList.Of<HeadLayer>(
        new HeadLayer.Dropout(Argument.Probability(dropout, nameof(dropout))),
        ClassLayer(classes))));

    /// <summary>Puts layers of one's own in the classifier's place: <c>.Head(h => h.Linear(256).ReLU().Linear(10))</c>.</summary>
    /// <param name="build">Gives the head, starting from an empty one.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">The head has no layer; for none, use <see cref="Features"/>.</exception>
    public Recipe Head(Func<HeadBuilder, HeadBuilder> build)
    {
        Argument.NotNull(build, nameof(build));
        var head = build(new HeadBuilder(EquatableList<HeadLayer>.Empty));
        return head.Layers.Count > 0
            ? With(new HeadStep(head.Layers))
            : throw new ArgumentException("The head has no layer. To take the classifier off, use Features().", nameof(build));
    }

    /// <summary>Takes the classifier off, as <c>model.fc = nn.Identity()</c> does: the network gives its features.</summary>
    /// <returns>The longer recipe.</returns>
    public Recipe Features() => With(new FeaturesStep());

    /// <summary>Sets how frozen BatchNorm layers run during training; the default is <see cref="FrozenBatchNorm.Inference"/>.</summary>
    /// <param name="frozen">The mode.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Not a mode.</exception>
    public Recipe BatchNorm(FrozenBatchNorm frozen) => With(SharedSteps.BatchNorm(frozen));

    /// <summary>Sets the probability of all dropout layers that exist at this point (torchvision's <c>dropout=</c>).</summary>
    /// <param name="probability">The share that is zeroed in training, from 0 to 1.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside 0 to 1.</exception>
    public Recipe Dropout(double probability) => With(new DropoutStep(Argument.Probability(probability, nameof(probability))));

    /// <summary>
    /// Sets the probability of the deepest stochastic-depth layer; the others keep their proportion to it
    /// (torchvision's <c>stochastic_depth_prob=</c>).
    /// </summary>
    /// <param name="probability">The share of examples that lose the branch in training, from 0 to 1.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside 0 to 1.</exception>
    public Recipe StochasticDepth(double probability) =>
        With(new StochasticDepthStep(Argument.Probability(probability, nameof(probability))));

    /// <summary>Sets the optimizer; the default is <c>Optimizers.AdamW(1e-3)</c>. It gets exactly the parameters that train.</summary>
    /// <param name="optimizer">The optimizer with its numbers.</param>
    /// <returns>The longer recipe.</returns>
    public Recipe Optimizer(OptimizerSettings optimizer) => With(SharedSteps.Optimizer(optimizer));

    /// <summary>
    /// Gives a layer a parameter group, and a learning rate, of its own. Where groups overlap, the last holds; groups of one name
    /// are one group.
    /// </summary>
    /// <param name="layer">A module path, glob or kind (<see cref="Layers"/>).</param>
    /// <param name="learningRate">The group's learning rate, above 0.</param>
    /// <param name="weightDecay">The group's weight decay, 0 or more; the default is the optimizer's.</param>
    /// <param name="name">The group's name; the default is the layer's.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Recipe Group(string layer, double learningRate, double? weightDecay = null, string? name = null) =>
        With(SharedSteps.Group(layer, learningRate, weightDecay, name));

    /// <summary>Sets the passes over the training set; the default is 1.</summary>
    /// <param name="count">1 or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public Recipe Epochs(int count) => With(new EpochsStep(Argument.Positive(count, nameof(count))));

    /// <summary>Sets the images in a batch; the default is 32.</summary>
    /// <param name="images">1 or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="images"/> is below 1.</exception>
    public Recipe BatchSize(int images) => With(new BatchSizeStep(Argument.Positive(images, nameof(images))));

    /// <summary>Fixes everything random: new parameters, the order of the images, dropout. Without it each run draws its own.</summary>
    /// <param name="value">The seed.</param>
    /// <returns>The longer recipe.</returns>
    public Recipe Seed(int value) => With(new SeedStep(value));

    /// <summary>Compiles the recipe to a plan. No tensor is made and no file opened.</summary>
    /// <returns>The plan; it keeps the rules' warnings.</returns>
    /// <exception cref="RecipeException">A rule finds an error; the message shows the recipe, the step, and what to do.</exception>
    public Plan Compile()
    {
        var (plan, findings) = Planner.Plan(architecture, steps);
        return plan ?? throw new RecipeException(Explain(findings), findings.ToEquatableList());
    }

    /// <summary>The recipe as C#, one call a line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => RecipeText.Of(architecture, steps);

    private static HeadLayer.Linear ClassLayer(int classes) => new(Argument.Positive(classes, nameof(classes)));

    private Recipe With(Step step)
    {
        // Where an editor reads recipes as they are typed, this is most of what a call costs.
        var longer = new Step[steps.Count + 1];
        for (var i = 0; i < steps.Count; i++)
        {
            longer[i] = steps[i];
        }

        longer[steps.Count] = step;
        return new Recipe(architecture, longer);
    }

    private string Explain(IReadOnlyList<Finding> findings) =>
        string.Join("\n\n", findings
            .Where(finding => finding.Severity == Severity.Error)
            .Select(error => $"{error.Rule}: {error.Message}.\n\n{RecipeText.Of(architecture, steps, error)}\n\nWhat to do: {error.Remedy}."));
}
