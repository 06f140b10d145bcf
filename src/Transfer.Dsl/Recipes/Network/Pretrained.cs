using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.Pretrained(…)</c>: the backbone starts from published or own weights.</summary>
internal sealed class PretrainedStep(WeightsSource source) : Step
{
    /// <summary>Gets which.</summary>
    public WeightsSource Source => source;

    internal override StepDefinition Definition => Steps.Pretrained;

    private protected override ArgumentList Describe() => new ArgumentList().AddAs("source", source, () => source.Call());
}

internal static partial class Steps
{
    public static readonly StepDefinition Pretrained = StepDefinition.Of<PretrainedStep>(
        nameof(Recipe.Pretrained),
        StepRole.Network,
        StepScope.Run,
        values => new PretrainedStep(values.Construct("source", WeightsSources.Find)),
        lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>Starts from the backbone's default weights entry, e.g. torchvision's IMAGENET1K_V1.</summary>
    /// <returns>The longer recipe.</returns>
    public Recipe Pretrained() => With(new PretrainedStep(new WeightsSource.Default()));

    /// <summary>Starts from a named weights entry.</summary>
    /// <param name="entry">The entry's name, e.g. <c>IMAGENET1K_V2</c>.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Recipe Pretrained(string entry) =>
        With(new PretrainedStep(new WeightsSource.Entry(Argument.Named(entry, nameof(entry)))));

    /// <summary>Starts from the weights in a file; preprocessing is that of the backbone's default entry.</summary>
    /// <param name="file">A .safetensors or .pth file, read when the model is built.</param>
    /// <returns>The longer recipe.</returns>
    public Recipe Pretrained(WeightsFile file) =>
        With(new PretrainedStep(new WeightsSource.File(Argument.NotNull(file, nameof(file)).Path)));
}

/// <summary>Represents the source of a backbone's weights.</summary>
public abstract class WeightsSource : Construct
{
    private protected WeightsSource()
    {
    }

    /// <summary>The architecture's default weights entry.</summary>
    public sealed class Default : WeightsSource
    {
        internal Default()
        {
        }

        internal override Definition DefinedBy => WeightsSources.DefaultDefinition;

        internal override string Call() => string.Empty;
    }

    /// <summary>A weights entry by name.</summary>
    public sealed class Entry : WeightsSource
    {
        internal Entry(string name) => Name = Argument.Named(name, nameof(name));

        /// <summary>Gets the entry's name: <c>IMAGENET1K_V2</c>.</summary>
        public string Name { get; }

        internal override Definition DefinedBy => WeightsSources.EntryDefinition;

        internal override string Call() => Literal.Text(Name);

        private protected override ArgumentList Describe() => new ArgumentList().Add("name", Name);
    }

    /// <summary>A file.</summary>
    public sealed class File : WeightsSource
    {
        internal File(string path) => Path = Argument.Named(path, nameof(path));

        /// <summary>Gets the file's path, as the recipe gives it.</summary>
        public string Path { get; }

        internal override Definition DefinedBy => WeightsSources.FileDefinition;

        internal override string Call() => $"WeightsFile.At({Literal.Text(Path)})";

        private protected override ArgumentList Describe() => new ArgumentList().Add("path", Path);
    }
}

/// <summary>The kinds of weights sources.</summary>
internal static class WeightsSources
{
    public static readonly Definition<WeightsSource> DefaultDefinition =
        Definition<WeightsSource>.Of<WeightsSource.Default>("Default", string.Empty, _ => new WeightsSource.Default());

    public static readonly Definition<WeightsSource> EntryDefinition =
        Definition<WeightsSource>.Of<WeightsSource.Entry>(
            "Entry", string.Empty, values => new WeightsSource.Entry(values.Text("name")));

    public static readonly Definition<WeightsSource> FileDefinition =
        Definition<WeightsSource>.Of<WeightsSource.File>(
            "File", string.Empty, values => new WeightsSource.File(values.Text("path")));

    // Explicit, so that the definitions are there before anything of this class is used.
    static WeightsSources()
    {
    }

    /// <summary>Returns the kind of a name; null when there is none.</summary>
    internal static Definition<WeightsSource>? Find(string name) => Definition<WeightsSource>.Find(name);
}

/// <summary>A file of weights: .safetensors, or PyTorch's .pth (zip format).</summary>
public sealed class WeightsFile
{
    private WeightsFile(string path) => Path = path;

    /// <summary>Gets the file's path, as given.</summary>
    public string Path { get; }

    /// <summary>Names a file; nothing is opened before the model is built.</summary>
    /// <param name="path">The file's path; relative ones start at the current directory when the model is built.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static WeightsFile At(string path)
    {
        Argument.Named(path, nameof(path));
        return new WeightsFile(path);
    }
}
