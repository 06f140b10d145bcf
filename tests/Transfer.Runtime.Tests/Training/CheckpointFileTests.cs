using Transfer.Checkpoints;
using Transfer.Common;
using Transfer.Metrics;
using Transfer.Training;
using Transfer.Training.Runs;
using Transfer.Weights;
using Transfer.Weights.Safetensors;
using static TorchSharp.torch;

namespace Transfer.Tests.Training;

/// <summary>The text of a checkpoint: files of one version are read by the next.</summary>
public sealed class CheckpointFileTests
{
    private static readonly string[] ClassNames = ["dark", "trüb", "\"bright\""];

    private static readonly Plan Plan = Backbone.SqueezeNet1_1().Head(3).Epochs(3).Seed(5).Compile();

    private static readonly RunPosition Position = new(
        Seed: -7,
        Data: "8 pictures",
        Phase: 1,
        PhaseEpoch: 2,
        Batch: 3,
        Meter: new MeterSums(0.1, 5, 6),
        Duration: new TimeSpan(0, 1, 2, 3, 4),
        Results: EquatableList.Of(
            new EpochResult("head", 1, new Evaluation(double.NaN, 0.5, 8), null, TimeSpan.FromSeconds(1)),
            new EpochResult("all", 2, new Evaluation(0.25, 1, 8), new Evaluation(0.75, 0, 2), TimeSpan.Zero)),
        Stops: true,
        Finished: false);

    [Fact]
    public void Position_and_class_names_are_written_as_they_always_were()
    {
        using var folder = new TemporaryFolder();
        Write(folder["run.safetensors"]);
        using var file = WeightsFileReader.Read(folder["run.safetensors"]);
        Assert.Equal("""["dark","tr\u00FCb","\u0022bright\u0022"]""", file.Metadata["transfer.classes"]);
        Assert.Equal(
            """
            {"Seed":-7,"Data":"8 pictures","Phase":1,"PhaseEpoch":2,"Batch":3,
            "Meter":{"Loss":0.1,"Hits":5,"Images":6},
            "Duration":"01:02:03.0040000",
            "Results":[
            {"Phase":"head","Epoch":1,"Training":{"Loss":"NaN","Top1":0.5,"Images":8},"Validation":null,"Duration":"00:00:01"},
            {"Phase":"all","Epoch":2,"Training":{"Loss":0.25,"Top1":1,"Images":8},
            "Validation":{"Loss":0.75,"Top1":0,"Images":2},"Duration":"00:00:00"}],
            "Stops":true,"Finished":false}
            """.ReplaceLineEndings(""),
            Position.ToJson());
        Assert.Equal("""{"updates":"9","best":"Infinity"}""", file.Metadata["transfer.part.average"]);
        Assert.Contains("average/fc.weight", file.Select(tensor => tensor.Name));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        using var folder = new TemporaryFolder();
        Write(folder["run.safetensors"]);
        using var read = CheckpointFile.Read(folder["run.safetensors"]);
        Assert.Equal(ClassNames, read.ClassNames);
        Assert.Equal(Plan, read.Plan);
        Assert.Equal(Position.ToJson(), RunPosition.FromJson(read.Slice("run").ReadText("position")).ToJson());
        var slice = read.Slice("average");
        Assert.Equal((9, double.PositiveInfinity), (slice.ReadInteger("updates"), slice.ReadNumber("best")));
        Assert.Equal(["fc.weight"], slice.TensorNames);
        using var tensor = slice.ReadTensor("fc.weight");
        Assert.Equal([0.5f, -1f], tensor.data<float>().ToArray());
    }

    [Fact]
    public void A_run_that_has_not_begun_is_read_again()
    {
        var start = RunPosition.Start(1, "data").ToJson();
        Assert.Equal(start, RunPosition.FromJson(start).ToJson());
    }

    [Fact]
    public void A_slice_says_what_it_lacks()
    {
        var slice = new CheckpointSlice("average");
        slice.Write("updates", 1.5);
        using var two = zeros(2);
        using var three = zeros(3);
        slice.Write("fc.weight", two);

        Assert.Equal("The checkpoint has no value \"decay\" of part \"average\".", Message(() => slice.ReadText("decay")));
        Assert.Equal(
            "The checkpoint has no integer \"updates\" of part \"average\".", Message(() => slice.ReadInteger("updates")));
        Assert.Equal("The checkpoint has no tensor \"fc.bias\" of part \"average\".", Message(() => slice.ReadTensor("fc.bias")));
        Assert.Equal(
            "The checkpoint's tensor \"fc.weight\" of part \"average\" is 2, where 3 is expected.",
            Message(() => slice.CopyTo("fc.weight", three)));

        static string Message(Action read) => Assert.Throws<CheckpointException>(read).Message;
    }

    [Fact]
    public void A_checkpoint_of_an_older_format_is_refused_with_a_clear_word()
    {
        using var folder = new TemporaryFolder();
        var metadata = new Dictionary<string, string> { ["transfer.checkpoint"] = "1", ["transfer.position"] = "{}" };
        using (var file = File.Create(folder["run.safetensors"]))
        {
            SafetensorsWriter.Write(file, [], metadata);
        }

        using var model = TransferModel.Create(Plan, CPU);
        var options = new TrainingOptions { Checkpoint = new CheckpointOptions(folder["run.safetensors"]), Resume = true };
        var message = Assert.Throws<WeightsFileException>(() => model.Train(Pictures.Of(8), options: options)).Message;
        Assert.Contains("it is a checkpoint of format 1; this version reads 2", message, StringComparison.Ordinal);
        Assert.EndsWith("start the run over: Resume = false.", message, StringComparison.Ordinal);
    }

    private static void Write(string path)
    {
        var run = new CheckpointSlice("run");
        run.Write("position", Position.ToJson());
        var average = new CheckpointSlice("average");
        average.Write("updates", 9);
        average.Write("best", double.PositiveInfinity);
        average.Write("fc.weight", tensor(new[] { 0.5f, -1f }));
        using var checkpoint = new Checkpoint(Plan, ClassNames, [], [run, average]);
        CheckpointFile.Write(path, checkpoint);
    }
}
