using System.Text.Json;
using Transfer.Data;
using Transfer.Tests;
using Transfer.Training;

namespace Transfer.Metrics;

public sealed class HistoryFilesTests
{
    internal static readonly TrainingHistory History = new(42,
    [
        new("warm up, head", 1, new(1.25, 0.5, 8), null, TimeSpan.FromSeconds(3)),
        new("all", 2, new(1 / 3.0, 0.75, 8), new(0.4, 0.625, 4), TimeSpan.FromSeconds(2.5)),
        new("all", 3, new(double.NaN, 0.25, 8), new(double.PositiveInfinity, 0, 4), TimeSpan.FromSeconds(2)),
    ]);

    [Fact]
    public void History_as_text() => Snapshot.Match(History.ToCsv() + "\n" + History.ToJson());

    [Fact]
    public void Numbers_read_back_exactly()
    {
        using var json = JsonDocument.Parse(History.ToJson());
        Assert.Equal(1 / 3.0, json.RootElement.GetProperty("epochs")[1].GetProperty("train_loss").GetDouble());
        Assert.Contains($",{1 / 3.0:R},", History.ToCsv());
    }

    [Fact]
    public void A_file_is_replaced_whole_and_nothing_remains_beside_it()
    {
        using var folder = new TemporaryFolder();
        var csv = Path.Combine(folder.Root, "history.csv");
        var json = Path.Combine(folder.Root, "history.JSON");
        File.WriteAllText(csv, new string('x', 9999));

        History.Save(csv);
        History.Save(json);

        Assert.Equal(History.ToCsv(), File.ReadAllText(csv));
        Assert.Equal(History.ToJson(), File.ReadAllText(json));
        Assert.Equal([json, csv], Directory.GetFiles(folder.Root).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Another_extension_is_refused()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<ArgumentException>("path", () => History.Save(Path.Combine(folder.Root, "history.txt")));
        Assert.Contains(".csv or .json", error.Message);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }
}
