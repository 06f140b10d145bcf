using Transfer.Modules;
using Transfer.Native;
using Transfer.Weights.Loading;
using Transfer.Weights.Safetensors;
using Transfer.Weights.Storage;
using static TorchSharp.torch;

namespace Transfer.Weights;

/// <summary>Specifies how the parameters of a saved model are stored.</summary>
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
    public static void Save(
        string path, Plan plan, PlanModule module, IReadOnlyList<string> classNames, WeightsPrecision precision) =>
        SafetensorsWriter.Write(
            path,
            module.state_dict().Select(pair => Entry(pair.Key, pair.Value, precision)).ToArray(),
            new ModelDescription(plan, classNames).ToMetadata());

    public static (Plan Plan, PlanModule Module, IReadOnlyList<string> ClassNames) Open(
        string path, Func<nn.Module<Tensor, Tensor>>? ownModule)
    {
        TorchNative.EnsureLoaded();
        using var file = WeightsFileReader.Read(path);
        var description = ModelDescription.Read(file);
        var plan = ownModule is null ? description.Plan : CustomModuleFactory.Of(description.Plan, ownModule);
        var module = PlanModule.Of(plan, seed: 0);
        try
        {
            PlanWeights.Fill(module, WeightsMatch.OfModel(plan, file));
            return (plan, module, description.ClassNames);
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    private static SafetensorsEntry Entry(string name, Tensor tensor, WeightsPrecision precision)
    {
        var type = tensor.dtype == ScalarType.Int64
            ? WeightDType.I64
            : precision == WeightsPrecision.Half ? WeightDType.F16 : WeightDType.F32;
        return new SafetensorsEntry(name, type, [.. tensor.shape], stream =>
        {
            using var scope = NewDisposeScope();
            var plain = tensor.detach().cpu().contiguous();
            stream.Write((type == WeightDType.F16 ? plain.to(ScalarType.Float16) : plain).bytes);
        });
    }
}
