using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF022: judging by its name, the weights file has an unsupported format.</summary>
[RuleDescription("""
    Judging by its name, the file of `Pretrained(WeightsFile.At(…))` has an unsupported format: Keras' `.h5` and `.keras`,
    TensorFlow's, `.onnx`, `.tflite`, NumPy's, Flax', TorchSharp's `.dat` and others. Supported are `.safetensors` files and
    what `torch.save` writes.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained(WeightsFile.At("model.onnx"))   // TRF022: is an ONNX graph, judging by its name
        """,
    right: """
        Backbone.ResNet18().Pretrained(WeightsFile.At("model.pth"))
        """)]
internal sealed class WeightsFileOfWrongKind() : Rule("TRF022", "Weights file of an unsupported format", Severity.Warning)
{
    private const string Torch = "torch.save(model.state_dict(), \"weights.pth\")";
    private const string ByHand =
        "load it in Python, give the arrays the names and layouts of torchvision's state dict, and save them with "
        + "safetensors.torch.save_file";

    private const string Original =
        "an export has no state dict any more: take the PyTorch model that it was made from, and in Python "
        + Torch;

    private const string Unpack = "unpack it, and name the .pth or .safetensors file in it";

    // .ckpt and .bin are not here: PyTorch Lightning and Hugging Face write PyTorch's format under these names.
    private static readonly Dictionary<string, (string Format, string Remedy)> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".h5"] = ("HDF5, as Keras writes it", ByHand),
        [".hdf5"] = ("HDF5, as Keras writes it", ByHand),
        [".keras"] = ("Keras' own", ByHand),
        [".index"] = ("the index of a TensorFlow checkpoint", ByHand),
        [".meta"] = ("the graph of a TensorFlow checkpoint", ByHand),
        [".pb"] = ("a TensorFlow graph", ByHand),
        [".tflite"] = ("TensorFlow Lite's", ByHand),
        [".msgpack"] = ("MessagePack, as Flax writes it", ByHand),
        [".npz"] = ("NumPy's", ByHand),
        [".npy"] = ("NumPy's", ByHand),
        [".pdparams"] = ("PaddlePaddle's", ByHand),
        [".caffemodel"] = ("Caffe's", ByHand),
        [".mat"] = ("MATLAB's", ByHand),
        [".onnx"] = ("an ONNX graph", Original),
        [".ort"] = ("ONNX Runtime's", Original),
        [".mlmodel"] = ("Core ML's", Original),
        [".mlpackage"] = ("Core ML's", Original),
        [".engine"] = ("a TensorRT engine", Original),
        [".gguf"] = ("llama.cpp's", Original),
        [".torchscript"] = ("TorchScript, a program", Original),
        [".ptl"] = ("TorchScript for mobile devices", Original),
        [".dat"] = (
            "TorchSharp's own, as Module.save writes it",
            "write the state dict as .safetensors, e.g. with TransferModel.Save"),
        [".json"] = ("JSON, perhaps the index of a file in shards", "name the one .safetensors file that has all tensors"),
        [".zip"] = ("a ZIP archive", Unpack),
        [".gz"] = ("compressed", Unpack),
        [".tar"] = ("an archive", Unpack),
        [".tgz"] = ("an archive", Unpack),
    };

    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (recipe.Knows(Steps.Pretrained)
            && recipe.Last<PretrainedStep>()?.Source is WeightsSource.File file
            && Formats.TryGetValue(ExtensionOf(file.Path), out var known))
        {
            yield return At(
                recipe.LastIndex<PretrainedStep>(),
                $"the format of {Literal.Text(file.Path)} is {known.Format}, judging by its name; only .safetensors files "
                + "and PyTorch's "
                    + ".pth files are supported",
                known.Remedy);
        }
    }

    // Not Path's own: it refuses characters that other systems allow.
    private static string ExtensionOf(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        var dot = name.LastIndexOf('.');
        return dot < 0 ? string.Empty : name.Substring(dot);
    }
}
