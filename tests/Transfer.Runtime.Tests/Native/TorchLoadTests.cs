using TorchSharp;

namespace Transfer.Native.Tests;

public sealed class TorchLoadTests
{
    [Fact]
    public void TorchSharp_computes_with_no_action_by_the_user()
    {
        using var ones = torch.ones(2, 3);
        using var sum = ones.sum();

        Assert.Equal(6f, sum.item<float>());
    }
}
