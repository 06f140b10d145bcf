using static TorchSharp.torch;

namespace Transfer.Tests.Parity;

public sealed class LogitsTests
{
    private const string Salt = "a";

    public static TheoryData<string> Architectures =>
        new(Referee.Read("logits.json").GetProperty("models").EnumerateObject()
            .Select(model => model.Name)
            .Where(Backbone.Names.Contains));

    [Fact]
    public void The_referee_covers_every_family() =>
        Assert.True(Architectures.Count >= 14, $"only {Architectures.Count} architectures");

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Logits_equal_torchvisions(string architecture)
    {
        var expected = Referee.Read("logits.json").GetProperty("models").GetProperty(architecture);
        using var weights = new FormulaFile(architecture, Salt);
        using var module = Backbone.Named(architecture).Pretrained(WeightsFile.At(weights.Path)).Compile().CreateModule();
        module.eval();

        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var shape = expected.GetProperty("input").EnumerateArray().Select(length => length.GetInt64()).ToArray();
        var input = tensor(FormulaWeights.Input("input", Salt, shape.Aggregate((a, b) => a * b)), shape);
        var output = module.forward(input);
        var logits = output.data<float>().ToArray();

        var std = expected.GetProperty("logits_std").GetDouble();
        var tolerance = 1e-4 * std;
        var classes = logits.Length / (int)shape[0];
        for (var row = 0; row < shape[0]; row++)
        {
            var head = expected.GetProperty("logits_head")[row].Numbers();
            var actual = logits.AsSpan(row * classes, classes);
            for (var i = 0; i < head.Length; i++)
            {
                Assert.True(
                    Math.Abs(head[i] - actual[i]) <= tolerance,
                    $"logit {i} of row {row}: {actual[i]} instead of {head[i]}, {Math.Abs(head[i] - actual[i]) / std:e2} "
                    + "standard deviations apart");
            }

            Assert.Equal(
                expected.GetProperty("argmax")[row].GetInt32(),
                actual.IndexOf(logits[(row * classes)..((row + 1) * classes)].Max()));
        }

        Assert.Equal(expected.GetProperty("logits_mean").GetDouble(), logits.Average(value => (double)value), tolerance);
        Assert.Equal(
            expected.GetProperty("logits_l2").GetDouble(),
            Math.Sqrt(logits.Sum(value => (double)value * value)),
            tolerance * Math.Sqrt(logits.Length));
    }
}
