using Transfer.Checkpoints;
using Transfer.Graphs;
using Transfer.Training;
using Transfer.Weights;

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
        WindowImages: 4,
        Meter: new MeterSums(0.1, 5, 6),
        Duration: new TimeSpan(0, 1, 2, 3, 4),
        Results: EquatableList.Of(
            new EpochResult("head", 1, new Evaluation(double.NaN, 0.5, 8), null, TimeSpan.FromSeconds(1)),
            new EpochResult("all", 2, new Evaluation(0.25, 1, 8), new Evaluation(0.75, 0, 2), TimeSpan.Zero)),
        Plateau: new PlateauState(double.PositiveInfinity, 1, 2, 3),
        Best: new BestEpoch(1e-5, 1),
        Averaged: 9,
        Finished: false);

    [Fact]
    public void Position_and_class_names_are_written_as_they_always_were()
    {
        using var folder = new TemporaryFolder();
        Write(folder["run.safetensors"], Position);
        using var file = WeightsFileReader.Read(folder["run.safetensors"]);
        Assert.Equal("""["dark","tr\u00FCb","\u0022bright\u0022"]""", file.Metadata["transfer.classes"]);
        Assert.Equal(
            """
            {"Seed":-7,"Data":"8 pictures","Phase":1,"PhaseEpoch":2,"Batch":3,"WindowImages":4,
            "Meter":{"Loss":0.1,"Hits":5,"Images":6,"Result":{"Loss":0.016666666666666666,"Top1":0.8333333333333334,"Images":6}},
            "Duration":"01:02:03.0040000",
            "Results":[
            {"Phase":"head","Epoch":1,"Training":{"Loss":"NaN","Top1":0.5,"Images":8},"Validation":null,"Duration":"00:00:01"},
            {"Phase":"all","Epoch":2,"Training":{"Loss":0.25,"Top1":1,"Images":8},
            "Validation":{"Loss":0.75,"Top1":0,"Images":2},"Duration":"00:00:00"}],
            "Plateau":{"Best":"Infinity","BadEpochs":1,"Cooldown":2,"Reductions":3},
            "Best":{"Value":1E-05,"Waited":1},"Averaged":9,"Finished":false,"Epoch":3}
            """.ReplaceLineEndings(""),
            file.Metadata["transfer.position"]);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        using var folder = new TemporaryFolder();
        Write(folder["run.safetensors"], Position);
        using var read = CheckpointFile.Read(folder["run.safetensors"]);
        Assert.Equal(ClassNames, read.ClassNames);
        Assert.Equal(Position, read.Position);
        Assert.Equal(Plan, read.Plan);
    }

    [Fact]
    public void A_run_that_has_not_begun_is_read_again()
    {
        using var folder = new TemporaryFolder();
        Write(folder["run.safetensors"], RunPosition.Start(1, "data"));
        using var read = CheckpointFile.Read(folder["run.safetensors"]);
        Assert.Equal(RunPosition.Start(1, "data"), read.Position);
    }

    private static void Write(string path, RunPosition position)
    {
        using var checkpoint = new Checkpoint(Plan, ClassNames, position, [], [], [], [], []);
        CheckpointFile.Write(path, checkpoint);
    }
}
