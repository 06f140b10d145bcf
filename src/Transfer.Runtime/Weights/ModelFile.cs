using System.Collections.Immutable;
using System.Text.Json;
using TorchSharp;
using Transfer.Modules;
using Transfer.Native;
using Transfer.Weights.Safetensors;
using static TorchSharp.torch;

namespace Transfer.Weights;

/// <summary>How the parameters of a saved model are stored.</summary>
public enum WeightsPrecision
{
    /// <summary>float32, exact.</summary>
    Single,

    /// <summary>float16: half the bytes, values rounded to 11 significant bits.</summary>
    Half,
}

/// <summary>Reads and writes whole models: tensors, plan and class names in one .safetensors file.</summary>
internal static class ModelFile
{
    private const string PlanKey = "transfer.plan";
    private const string ClassesKey = "transfer.classes";

    public static void Save(string path, Plan plan, PlanModule module, IReadOnlyList<string> classNames, WeightsPrecision precision)
    {
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "pt",
            [PlanKey] = plan.ToJson(),
            [ClassesKey] = ClassNames.ToJson(classNames),
        };
        SafetensorsWriter.Write(path, module.state_dict().Select(pair => Entry(pair.Key, pair.Value, precision)).ToArray(), metadata);
    }

    public static (Plan Plan, PlanModule Module, IReadOnlyList<string> ClassNames) Open(
        string path, Func<nn.Module<Tensor, Tensor>>? ownModule)
    {
        TorchNative.EnsureLoaded();
        using var file = WeightsFileReader.Read(path);
        if (!file.Metadata.TryGetValue(PlanKey, out var json))
        {
            throw new WeightsFileException(
                path,
                "it holds weights only, no plan",
                "A model is opened from a file that TransferModel.Save wrote; weights are loaded by a recipe: Pretrained(WeightsFile.At(…)).");
        }

        try
        {
            var plan = Plan.FromJson(json);
            plan = ownModule is null ? plan : plan.WithModule(ownModule);
            var classNames = file.Metadata.TryGetValue(ClassesKey, out var names) ? ClassNames.FromJson(names) : null;
            var module = PlanModule.Of(plan, seed: 0);
            try
            {
                PlanWeights.Load(plan, module, file, path, withHead: true);
                return (plan, module, classNames ?? []);
            }
            catch
            {
                module.Dispose();
                throw;
            }
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw new WeightsFileException(path, $"its plan can't be read: {error.Message}", "Save the model again.", error);
        }
    }

    private static SafetensorsEntry Entry(string name, Tensor tensor, WeightsPrecision precision)
    {
        var type = tensor.dtype == ScalarType.Int64 ? WeightDType.I64 : precision == WeightsPrecision.Half ? WeightDType.F16 : WeightDType.F32;
        return new SafetensorsEntry(name, type, [.. tensor.shape], stream =>
        {
            using var scope = NewDisposeScope();
            var plain = tensor.detach().cpu().contiguous();
            stream.Write((type == WeightDType.F16 ? plain.to(ScalarType.Float16) : plain).bytes);
        });
    }
}
