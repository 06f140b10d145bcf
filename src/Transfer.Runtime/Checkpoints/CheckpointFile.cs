using System.Text.Json;
using Transfer.Native;
using Transfer.Weights;
using Transfer.Weights.Safetensors;
using Transfer.Weights.Storage;
using static TorchSharp.torch;

namespace Transfer.Checkpoints;

/// <summary>
/// Checkpoints as .safetensors files. The network's tensors have their own names, so that any reader finds the weights; all
/// others stand behind the name of their part and a slash, which no module path has: <c>optimizer/exp_avg/fc.weight</c>.
/// </summary>
internal static class CheckpointFile
{
    private const string PlanKey = "transfer.plan";
    private const string ClassesKey = "transfer.classes";
    private const string SliceKey = "transfer.part.";
    private const string FormatKey = "transfer.checkpoint";

    // One more for every change that another version would misunderstand. 1 knew the parts of a run by prefixes of its own.
    private const string Format = "2";

    /// <summary>Writes a checkpoint; the one that was there becomes the previous one.</summary>
    public static void Write(string path, Checkpoint checkpoint)
    {
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "pt",
            [FormatKey] = Format,
            [PlanKey] = checkpoint.Plan.ToJson(),
            [ClassesKey] = ClassNames.ToJson(checkpoint.ClassNames),
        };
        foreach (var slice in checkpoint.Slices)
        {
            var values = new Dictionary<string, string>(slice.Values);
            metadata.Add(SliceKey + slice.Name, JsonSerializer.Serialize(values, CheckpointJson.Default.DictionaryStringString));
        }

        var entries = Entries(checkpoint).Select(pair => Entry(pair.Name, pair.Value)).ToArray();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = new BesideFile(path);
        SafetensorsWriter.Write(file.Stream, entries, metadata);
        file.Commit(Previous(path));
    }

    /// <summary>Reads a checkpoint, or the previous one where it is missing or damaged. Dispose it after use.</summary>
    /// <exception cref="WeightsFileException">Neither can be read, or the file is no checkpoint.</exception>
    public static Checkpoint Read(string path)
    {
        TorchNative.EnsureLoaded();
        try
        {
            return ReadOne(path);
        }
        catch (WeightsFileException) when (File.Exists(Previous(path)))
        {
            return ReadOne(Previous(path));
        }
    }

    /// <summary>Returns whether there is a checkpoint to continue from.</summary>
    public static bool Exists(string path) => File.Exists(path) || File.Exists(Previous(path));

    /// <summary>Removes what killed runs left half written.</summary>
    public static void Clean(string path)
    {
        var full = Path.GetFullPath(path);
        foreach (var left in Directory.Exists(Path.GetDirectoryName(full))
            ? Directory.GetFiles(Path.GetDirectoryName(full)!, BesideFile.TemporaryPattern(full))
            : [])
        {
            File.Delete(left);
        }
    }

    private static string Previous(string path) => path + ".previous";

    private static IEnumerable<(string Name, Tensor Value)> Entries(Checkpoint checkpoint) =>
    [
        .. checkpoint.Model,
        .. checkpoint.Slices.SelectMany(slice => slice.Tensors.Select(pair => ($"{slice.Name}/{pair.Name}", pair.Value))),
    ];

    private static SafetensorsEntry Entry(string name, Tensor tensor) => new(
        name,
        tensor.dtype switch
        {
            ScalarType.Float64 => WeightDType.F64,
            ScalarType.Float32 => WeightDType.F32,
            ScalarType.Float16 => WeightDType.F16,
            ScalarType.BFloat16 => WeightDType.BF16,
            ScalarType.Int64 => WeightDType.I64,
            ScalarType.Int32 => WeightDType.I32,
            ScalarType.Int16 => WeightDType.I16,
            ScalarType.Int8 => WeightDType.I8,
            ScalarType.Byte => WeightDType.U8,
            ScalarType.Bool => WeightDType.Bool,
            var other => throw new NotSupportedException($"{name} is of type {other}, which a checkpoint cannot store."),
        },
        [.. tensor.shape],
        stream =>
        {
            using var scope = NewDisposeScope();
            stream.Write(tensor.detach().cpu().contiguous().bytes);
        });

    private static Checkpoint ReadOne(string path)
    {
        using var file = Open(path);
        if (!file.Metadata.TryGetValue(FormatKey, out var format))
        {
            throw new WeightsFileException(
                path, "it is not a checkpoint", "Name a file that a run wrote through TrainingOptions.Checkpoint.");
        }

        if (format != Format)
        {
            throw new WeightsFileException(
                path,
                $"it is a checkpoint of format {format}; this version reads {Format}",
                "Continue with the version that wrote it, or start the run over: Resume = false.");
        }

        try
        {
            // Whatever fails below, the scope frees what was read.
            using var scope = NewDisposeScope();
            var tensors = file.Select(tensor => (tensor.Name, Value: PlanWeights.ToTensor(tensor))).ToArray();
            var checkpoint = new Checkpoint(
                Plan.FromJson(file.Metadata[PlanKey]),
                ClassNames.FromJson(file.Metadata[ClassesKey]),
                [.. tensors.Where(tensor => !tensor.Name.Contains('/', StringComparison.Ordinal))],
                [.. file.Metadata.Keys.Where(key => key.StartsWith(SliceKey, StringComparison.Ordinal)).Select(SliceOf)]);
            foreach (var (_, value) in tensors)
            {
                value.DetachFromDisposeScope();
            }

            return checkpoint;

            CheckpointSlice SliceOf(string key)
            {
                var part = key[SliceKey.Length..];
                var values = JsonSerializer.Deserialize(file.Metadata[key], CheckpointJson.Default.DictionaryStringString) ?? [];
                return new CheckpointSlice(part, values, tensors
                    .Where(tensor => tensor.Name.StartsWith(part + "/", StringComparison.Ordinal))
                    .Select(tensor => (tensor.Name[(part.Length + 1)..], tensor.Value)));
            }
        }
        catch (Exception error) when (error is FormatException or JsonException or KeyNotFoundException)
        {
            throw new WeightsFileException(path, $"its state can't be read: {error.Message}", "Start the run over.", error);
        }
    }

    // The reader advises on files of weights: to save or download them again, which nobody can do with a checkpoint.
    private static WeightsFileContents Open(string path)
    {
        try
        {
            return WeightsFileReader.Read(path);
        }
        catch (WeightsFileException damaged)
        {
            throw new WeightsFileException(
                path, damaged.Found, "This checkpoint can't be read; start the run over: Resume = false.", damaged);
        }
    }
}
