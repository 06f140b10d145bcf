using TorchSharp;
using Transfer.Inference;
using Transfer.Modules;
using static TorchSharp.torch;

namespace Transfer.Tests.Modules;

public sealed class CompiledNetworkTests
{
    // Float32 has 24 bits: folding rounds each weight once more, and sums are in another order, so that an error of some units in
    // the last place grows a little from layer to layer. What was measured is at most 2e-5 of the outputs' deviation.
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Architectures => [.. Backbone.Names];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void It_computes_what_the_module_computes(string architecture)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var side = architecture == "vit_h_14" ? 70 : 64;
        var plan = Backbone.Named(architecture).InputSize(side).Seed(7).Compile();
        using var module = plan.CreateModule(pretrained: false);
        Randomize(module);
        module.eval();
        using var compiled = new CompiledNetwork(InferenceGraph.Of(plan.Graph), module.state_dict());
        var images = randn([2, 3, side, side], generator: new Generator(3));
        var copy = images.clone();
        var expected = module.forward(images);
        var error = (compiled.Run(images) - expected).abs().max().item<float>() / expected.std().item<float>();
        Assert.True(error < Tolerance, $"The error is {error} of the outputs' deviation.");
        Assert.True(images.equal(copy).all().item<bool>(), "The input was overwritten.");
    }

    // Statistics as training leaves them: folding of the initial ones, zero and one, would prove little.
    private static void Randomize(PlanModule module)
    {
        var random = new Generator(11);
        foreach (var (name, buffer) in module.named_buffers().Where(pair => pair.buffer.is_floating_point()))
        {
            buffer.copy_(name.EndsWith("var", StringComparison.Ordinal)
                ? rand(buffer.shape, generator: random) + 0.5
                : randn(buffer.shape, generator: random) * 0.1);
        }

        foreach (var (_, parameter) in module.named_parameters().Where(pair => pair.parameter.dim() == 1))
        {
            parameter.copy_(parameter + (randn(parameter.shape, generator: random) * 0.1));
        }
    }
}
