using static TorchSharp.torch;

namespace Transfer.Tests.Training;

/// <summary>What TransferModel says is safe from several threads at once gives what it gives one thread.</summary>
[Collection(TorchGenerator.Name)]
public sealed class SharedModelTests : IDisposable
{
    private const int Threads = 6;
    private const int Rounds = 12;

    // Sums of floats may be cut up differently among threads.
    private const double Tolerance = 1e-5;

    // BatchNorm and dropout: what a wrong mode would change.
    private readonly Plan plan = Backbone.ResNet18()
        .InputSize(Pictures.Side, resize: Pictures.Side)
        .Head(h => h.Linear(16).BatchNorm().ReLU().Dropout(0.5).Linear(3))
        .BatchSize(4)
        .Seed(7)
        .Compile();

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Predict_Evaluate_Save_and_Continue_give_each_thread_what_they_give_one()
    {
        using var model = TransferModel.Create(plan, CPU);
        var pictures = Pictures.Of(10);
        var predicted = Predict(model);
        var measured = model.Evaluate(pictures);
        var saved = Saved(model, "one");

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                for (var round = 0; round < Rounds; round++)
                {
                    switch ((thread + round) % 4)
                    {
                        case 0:
                            AssertClose(predicted, Predict(model));
                            break;
                        case 1:
                            var again = model.Evaluate(pictures);
                            Assert.Equal(measured.Loss, again.Loss, Tolerance);
                            Assert.Equal(measured.Top1, again.Top1);
                            break;
                        case 2:
                            Assert.Equal(saved, Saved(model, $"{thread}"));
                            model.Save(folder["shared.safetensors"]);
                            break;
                        default:
                            using (var other = model.Continue(plan))
                            {
                                AssertClose(predicted, Predict(other));
                            }

                            break;
                    }
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal(saved, File.ReadAllBytes(folder["shared.safetensors"]));
        Assert.Equal(["shared.safetensors"], Directory.GetFiles(folder.Root).Select(Path.GetFileName)
            .Where(name => name!.StartsWith("shared", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Models_are_made_and_opened_on_several_threads_as_on_one()
    {
        using var model = TransferModel.Create(plan, CPU);
        var predicted = Predict(model);
        model.Save(folder["model.safetensors"]);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            using var other = thread % 2 == 0
                ? TransferModel.Create(plan, CPU)
                : TransferModel.Open(folder["model.safetensors"], CPU);
            AssertClose(predicted, Predict(other));
        })));
    }

    private static float[] Predict(TransferModel model)
    {
        var pictures = Pictures.Of(6, seed: 3);
        return [
            .. model.Predict(Enumerable.Range(0, 6).Select(pictures.Load)).SelectMany(prediction => prediction.Probabilities)];
    }

    private static void AssertClose(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));

    private byte[] Saved(TransferModel model, string name)
    {
        var path = folder[name + ".safetensors"];
        model.Save(path);
        return File.ReadAllBytes(path);
    }
}
