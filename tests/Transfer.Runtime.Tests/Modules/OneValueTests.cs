using static TorchSharp.torch;

namespace Transfer.Tests.Modules;

/// <summary>Why batches of one image are refused where BatchNorm has one value a channel.</summary>
public class OneValueTests
{
    [Fact]
    public void BatchNorm_over_one_value_loses_its_variance()
    {
        using var scope = NewDisposeScope();
        var (mean, variance) = (zeros(3), ones(3));

        nn.functional.batch_norm(rand(1, 3), mean, variance, training: true);

        Assert.All(variance.data<float>().ToArray(), value => Assert.True(float.IsNaN(value)));
    }
}
