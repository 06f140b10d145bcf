using System.Text.Json;

namespace Transfer.Weights.Loading;

/// <summary>Represents what the file of a whole model contains besides its tensors.</summary>
/// <param name="Plan">The plan that the model was made of.</param>
/// <param name="ClassNames">The names of its classes; empty where they are not known.</param>
public sealed record ModelDescription(Plan Plan, IReadOnlyList<string> ClassNames)
{
    private const string PlanKey = "transfer.plan";
    private const string ClassesKey = "transfer.classes";

    /// <summary>Reads the description of a model.</summary>
    /// <param name="file">The open file.</param>
    /// <returns>The description.</returns>
    /// <exception cref="WeightsFileException">The file holds weights only, or its plan can't be read.</exception>
    public static ModelDescription Read(WeightsFileContents file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Metadata.TryGetValue(PlanKey, out var json))
        {
            throw new WeightsFileException(
                file.Path,
                "it contains weights only, no plan",
                "Open a file that TransferModel.Save wrote; to load weights, use a recipe: Pretrained(WeightsFile.At(…)).");
        }

        try
        {
            return new(
                Plan.FromJson(json),
                file.Metadata.TryGetValue(ClassesKey, out var names) ? Weights.ClassNames.FromJson(names) : []);
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw new WeightsFileException(file.Path, $"its plan can't be read: {error.Message}", "Save the model again.", error);
        }
    }

    /// <summary>
    /// Returns the description as a .safetensors file's metadata, with the mark by which PyTorch's readers know their own.
    /// </summary>
    /// <returns>The metadata.</returns>
    public IReadOnlyDictionary<string, string> ToMetadata() => new Dictionary<string, string>
    {
        ["format"] = "pt",
        [PlanKey] = Plan.ToJson(),
        [ClassesKey] = Weights.ClassNames.ToJson(ClassNames),
    };
}
