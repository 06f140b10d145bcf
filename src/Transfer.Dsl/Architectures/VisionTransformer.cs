using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>Vision Transformer (Dosovitskiy et al. 2020), as torchvision builds it.</summary>
internal static class VisionTransformer
{
    private const double Epsilon = 1e-6;

    // torchvision's dropout argument: off unless a recipe sets it.
    private const double NoDropout = 0;

    public static IReadOnlyList<Architecture> All { get; } =
    [
        Make("vit_b_16", "ViTB16", patch: 16, layers: 12, heads: 12, width: 768),
        Make("vit_b_32", "ViTB32", patch: 32, layers: 12, heads: 12, width: 768),
        Make("vit_l_16", "ViTL16", patch: 16, layers: 24, heads: 16, width: 1024),
        Make("vit_l_32", "ViTL32", patch: 32, layers: 24, heads: 16, width: 1024),
        Make("vit_h_14", "ViTH14", patch: 14, layers: 32, heads: 16, width: 1280),
    ];

    private static Architecture Make(string name, string method, int patch, int layers, int heads, int width) =>
        new(name, method, input => Build(name, input, patch, layers, heads, width), WeightsTable.Of(name));

    private static Graph Build(string name, Shape input, int patch, int layers, int heads, int width)
    {
        if (input[1] % patch != 0 || input[2] % patch != 0)
        {
            throw new ShapeException($"{name}: the input {input} is not a whole number of patches of {patch}×{patch} pixels");
        }

        var g = new GraphBuilder(name, input);
        var x = g.Conv(
            "conv_proj",
            g.Input,
            width,
            patch,
            patch,
            bias: true,
            weight: fans => Initialization.TruncatedNormal(Math.Sqrt(1.0 / fans.In)));
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
        g.Linear("heads.head", x, 1000, weight: Initialization.Zeros, biasInit: Initialization.Zeros);
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
        weight: Initialization.XavierUniform(g.ShapeOf(value)[-1], features),
        biasInit: Initialization.Normal(1e-6));
}
