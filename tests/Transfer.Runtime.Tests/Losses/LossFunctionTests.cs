using TorchSharp;
using Transfer.Data;
using Transfer.Optimization;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>Losses against those of torch.nn (tools/referee/losses.py).</summary>
public sealed class LossFunctionTests
{
    private static readonly float[] Logits = [0.5f, -1.25f, 2, 1.5f, 0.25f, -0.75f, -2, 3, 0.125f, 0, 0, 1];

    [Fact]
    public void Equals_torch()
    {
        var cases = TestFiles.Json<Case[]>("losses.json");
        Assert.Equal(14, cases.Length);
        Assert.All(cases, one =>
        {
            using var scope = NewDisposeScope();
            var loss = one.Target == "several"
                ? Losses.BinaryCrossEntropy(one.Weights)
                : Losses.CrossEntropy(one.Smoothing, one.Weights);
            using var function = LossFactory.Of(loss, CPU);
            var targets = one.Target switch
            {
                "classes" => tensor([2L, 0L, 2L, 1L]),
                "soft" => tensor([0.1f, 0.2f, 0.7f, 1, 0, 0, 0.25f, 0.5f, 0.25f, 0, 0.6f, 0.4f], [4, 3]),
                _ => tensor([1f, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 0], [4, 3]),
            };
            // torch prints float32; both compute in it.
            Assert.Equal(one.Value, function.Of(tensor(Logits, [4, 3]), targets).ToDouble(), 1e-6);
        });
    }

    private sealed record Case(string Target, double[] Weights, double Smoothing, double Value);
}
