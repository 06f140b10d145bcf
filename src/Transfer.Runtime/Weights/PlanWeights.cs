using TorchSharp;
using Transfer.Modules;
using Transfer.Planning;
using Transfer.Weights.Loading;
using Transfer.Weights.Storage;
using static TorchSharp.torch;

namespace Transfer.Weights;

/// <summary>Fills a plan's module from weights files.</summary>
internal static class PlanWeights
{
    /// <summary>Loads the pretrained weights that the plan names; nothing when it names none.</summary>
    public static LoadReport? Load(Plan plan, PlanModule module)
    {
        // The model is built synchronously: dispose scopes belong to a thread and would be lost after an await.
        if (PlanWeightsFile.LocateAsync(plan).GetAwaiter().GetResult() is not { } path)
        {
            return null;
        }

        using var file = WeightsFileReader.Read(path);
        return Fill(module, WeightsMatch.OfPretrained(plan, file));
    }

    /// <summary>Copies the tensors of an open file into the module.</summary>
    public static LoadReport Fill(PlanModule module, WeightsMatch match)
    {
        var targets = module.state_dict();
        using var noGradient = no_grad();
        foreach (var tensor in match.Tensors)
        {
            using var scope = NewDisposeScope();
            var source = ToTensor(tensor.Source);
            targets[tensor.Name].copy_(tensor.Adaptation is null ? source : Adapted(source, tensor.Adaptation));
        }

        return match.Report;
    }

    /// <summary>Returns the tensor in memory, of the file's own type.</summary>
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
}
