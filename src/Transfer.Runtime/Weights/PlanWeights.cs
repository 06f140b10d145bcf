using TorchSharp;
using Transfer.Architectures;
using Transfer.Modules;
using Transfer.Steps;
using Transfer.Weights.Store;
using static TorchSharp.torch;

namespace Transfer.Weights;

/// <summary>Fills a plan's module from weights files.</summary>
internal static class PlanWeights
{
    /// <summary>Loads the pretrained weights that the plan names; nothing when it names none.</summary>
    public static LoadReport? Load(Plan plan, PlanModule module)
    {
        if (plan.Weights is null)
        {
            return null;
        }

        var path = Locate(plan);
        using var file = WeightsFileReader.Read(path);
        return Load(plan, module, file, path, withHead: false);
    }

    /// <summary>Copies the tensors of an open file into the module, after all were checked.</summary>
    public static LoadReport Load(Plan plan, PlanModule module, WeightsFileContents file, string path, bool withHead)
    {
        var tensors = file.ToDictionary(tensor => plan.Graph.IsOpaque ? tensor.Name : StateDictNames.Current(plan.Graph.Architecture, tensor.Name));
        var report = WeightsMatch.Check(plan, tensors, path, withHead);
        var targets = module.state_dict();
        using var noGradient = no_grad();
        foreach (var name in report.Loaded)
        {
            using var scope = NewDisposeScope();
            var source = ToTensor(tensors[name]);
            var adaptation = withHead ? null : WeightsMatch.AdaptationOf(plan, name);
            targets[name].copy_(adaptation is null ? source : Adapted(source, adaptation));
        }

        return report;
    }

    /// <summary>The tensor in memory, of the file's own type.</summary>
    public static Tensor ToTensor(WeightTensor source)
    {
        var tensor = empty(source.Shape.ToArray(), TypeOf(source.DType));
        source.Read(0, tensor.bytes);
        return tensor;
    }

    // timm's adapt_input_conv, in float32 as there. Filters: outputs × channels × height × width.
    private static Tensor Adapted(Tensor filters, WeightAdaptation adaptation)
    {
        filters = filters.to(ScalarType.Float32);
        if (adaptation.Kind == AdaptationKind.SumChannels)
        {
            return filters.sum(1, keepdim: true);
        }

        var repeats = (adaptation.To + adaptation.From - 1) / adaptation.From;
        using var factor = ((double)adaptation.From / adaptation.To).ToScalar();
        return filters.repeat(1, repeats, 1, 1).narrow(1, 0, adaptation.To).mul(factor);
    }

    private static ScalarType TypeOf(WeightDType type) => type switch
    {
        WeightDType.F64 => ScalarType.Float64,
        WeightDType.F32 => ScalarType.Float32,
        WeightDType.F16 => ScalarType.Float16,
        WeightDType.BF16 => ScalarType.BFloat16,
        WeightDType.I64 => ScalarType.Int64,
        WeightDType.I32 => ScalarType.Int32,
        WeightDType.I16 => ScalarType.Int16,
        WeightDType.I8 => ScalarType.Int8,
        WeightDType.U8 => ScalarType.Byte,
        WeightDType.Bool => ScalarType.Bool,
        _ => throw new ArgumentOutOfRangeException(nameof(type), $"No tensor type for {type}."),
    };

    private static string Locate(Plan plan)
    {
        if (plan.Weights is WeightsSource.File file)
        {
            return Path.GetFullPath(file.Path);
        }

        var entry = plan.Weights is WeightsSource.Entry named
            ? Zoo.Find(plan.Graph.Architecture)?.Weights.FirstOrDefault(known => known.Name == named.Name)
            : null;
        return entry is null
            ? throw new InvalidOperationException($"{plan.Graph.Architecture} has no published weights for {plan.Weights}; name a file: Pretrained(WeightsFile.At(…)).")
            : Download(entry);
    }

    // The model is built synchronously: dispose scopes belong to a thread and would be lost after an await.
    private static string Download(WeightsEntry entry) =>
        WeightsStore.ForUser().GetAsync(new WeightsEntryFile(entry.File, new Uri(entry.Url), entry.Sha256Prefix)).GetAwaiter().GetResult();
}
