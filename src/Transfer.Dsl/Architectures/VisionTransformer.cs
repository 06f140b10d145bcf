using Transfer.Data;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>Vision Transformer (Dosovitskiy et al. 2020), as torchvision builds it.</summary>
internal static class VisionTransformer
{
    private const double Epsilon = 1e-6;

    // torchvision's dropout argument: off unless a recipe sets it.
    private const double NoDropout = 0;

    private const string SwagLicense =
        "SWAG weights: CC-BY-NC 4.0 (non-commercial) - https://github.com/facebookresearch/SWAG/blob/main/LICENSE";

    // torchvision/models/vision_transformer.py, MLPBlock._load_from_state_dict: version 1 named its layers.
    private static readonly (string, string)[] Renames = [(".mlp.linear_1.", ".mlp.0."), (".mlp.linear_2.", ".mlp.3.")];

    public static IReadOnlyList<Architecture> All { get; } =
    [
        Make("vit_b_16", "ViTB16", patch: 16, layers: 12, heads: 12, width: 768, weights:
        [
            new("IMAGENET1K_V1", "vit_b_16-c867db91.pth", 81.072),
            Swag("IMAGENET1K_SWAG_E2E_V1", "vit_b_16_swag-9ac1b537.pth", 85.304, resize: 384, crop: 384),
            Swag("IMAGENET1K_SWAG_LINEAR_V1", "vit_b_16_lc_swag-4e70ced5.pth", 81.886, resize: 224),
        ]),
        Make("vit_b_32", "ViTB32", patch: 32, layers: 12, heads: 12, width: 768, weights:
        [
            new("IMAGENET1K_V1", "vit_b_32-d86f8d99.pth", 75.912),
        ]),
        Make("vit_l_16", "ViTL16", patch: 16, layers: 24, heads: 16, width: 1024, weights:
        [
            new("IMAGENET1K_V1", "vit_l_16-852ce7e3.pth", 79.662, resize: 242),
            Swag("IMAGENET1K_SWAG_E2E_V1", "vit_l_16_swag-4f3808c9.pth", 88.064, resize: 512, crop: 512),
            Swag("IMAGENET1K_SWAG_LINEAR_V1", "vit_l_16_lc_swag-4d563306.pth", 85.146, resize: 224),
        ]),
        Make("vit_l_32", "ViTL32", patch: 32, layers: 24, heads: 16, width: 1024, weights:
        [
            new("IMAGENET1K_V1", "vit_l_32-c7638314.pth", 76.972),
        ]),
        Make("vit_h_14", "ViTH14", patch: 14, layers: 32, heads: 16, width: 1280, weights:
        [
            Swag("IMAGENET1K_SWAG_E2E_V1", "vit_h_14_swag-80465313.pth", 88.552, resize: 518, crop: 518),
            Swag("IMAGENET1K_SWAG_LINEAR_V1", "vit_h_14_lc_swag-c1eb923e.pth", 85.708, resize: 224),
        ]),
    ];

    private static WeightsEntry Swag(string name, string file, double top1, int resize, int crop = 224) =>
        new(name, file, top1, resize, crop, Interpolation.Bicubic, SwagLicense);

    private static Architecture Make(
        string name, string method, int patch, int layers, int heads, int width, WeightsEntry[] weights) =>
        new(name, method, input => Build(name, input, patch, layers, heads, width)) { Weights = weights, Renames = Renames };

    private static Graph Build(string name, Shape input, int patch, int layers, int heads, int width)
    {
        if (input[1] % patch != 0 || input[2] % patch != 0)
        {
            throw new ShapeException($"{name}: the input {input} is not a whole number of patches of {patch}×{patch} pixels");
        }

        var g = new GraphBuilder(name, input);
        var x = g.Conv(
            "conv_proj", g.Input, width, patch, patch, bias: true,
            weightInit: Initialization.TruncatedNormal(Math.Sqrt(1.0 / g.FanIn(g.Input, patch))));
        x = g.Add(string.Empty, new Tokens(), x);
        x = g.Add(string.Empty, new ClassToken(width), x);
        x = g.Add("encoder", new PositionEmbedding(g.ShapeOf(x)[0], width), x);
        x = g.Dropout("encoder.dropout", x, NoDropout);
        for (var layer = 0; layer < layers; layer++)
        {
            x = Block(g, $"encoder.layers.encoder_layer_{layer}", x, heads, width);
        }

        x = g.Add("encoder.ln", new LayerNorm(width, Epsilon), x);
        x = g.Add(string.Empty, new SelectToken(0), x);
        g.Linear("heads.head", x, 1000, weightInit: Initialization.Zeros, biasInit: Initialization.Zeros);
        return g.Build("heads.head");
    }

    private static int Block(GraphBuilder g, string path, int input, int heads, int width)
    {
        var x = g.Add(path + ".ln_1", new LayerNorm(width, Epsilon), input);
        x = g.Add(path + ".self_attention", new SelfAttention(width, heads), x);
        var middle = g.Sum(path, g.Dropout(path + ".dropout", x, NoDropout), input);
        x = g.Add(path + ".ln_2", new LayerNorm(width, Epsilon), middle);
        x = g.Activation(path + ".mlp.1", Linear(g, path + ".mlp.0", x, 4 * width), ActivationKind.GELU);
        x = Linear(g, path + ".mlp.3", g.Dropout(path + ".mlp.2", x, NoDropout), width);
        return g.Sum(path, g.Dropout(path + ".mlp.4", x, NoDropout), middle);
    }

    private static int Linear(GraphBuilder g, string path, int value, int features) => g.Linear(
        path,
        value,
        features,
        weightInit: Initialization.XavierUniform(g.ShapeOf(value)[-1], features),
        biasInit: Initialization.Normal(1e-6));
}

internal static partial class Zoo
{
    public static readonly IReadOnlyList<Architecture> VisionTransformers = Add(VisionTransformer.All);
}
