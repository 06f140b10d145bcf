using CsCheck;
using Transfer.Tests;

namespace Transfer.Metrics;

public sealed class ClassificationMeterTests
{
    // By hand: actual a a a b b c, predicted a a b b c c.
    private static readonly float[] Logits =
    [
        3, 1, 0,
        2, 1, 1,
        0, 5, 1,
        -1, 0, -2,
        0, 1, 2,
        -3, -2, -1,
    ];

    private static readonly long[] Labels = [0, 0, 0, 1, 1, 2];

    [Fact]
    public void Scores_are_those_computed_by_hand()
    {
        var report = Measure(Logits, Labels, "a", "b", "c");

        Assert.Equal(6, report.Images);
        Assert.Equal(4 / 6.0, report.Top1);
        Assert.Equal(1, report.Top5);
        Assert.Equal(new ClassScore("a", 1, 2 / 3.0, 0.8, 3), report.Classes[0]);
        Assert.Equal(new ClassScore("b", 0.5, 0.5, 0.5, 2), report.Classes[1]);
        Assert.Equal(new ClassScore("c", 0.5, 1, 2 / 3.0, 1), report.Classes[2]);
        Assert.Equal((1 + 0.5 + 0.5) / 3, report.MacroPrecision, 15);
        Assert.Equal(((2 / 3.0) + 0.5 + 1) / 3, report.MacroRecall, 15);
        Assert.Equal((0.8 + 0.5 + (2 / 3.0)) / 3, report.MacroF1, 15);
        Assert.Equal((1, 1), (report.Confusion[0, 1], report.Confusion[1, 2]));
        Assert.Equal((0, 3, 2), (report.Confusion[2, 0], report.Confusion.Actual(0), report.Confusion.Predicted(0)));
        Assert.Equal(
            [new Confusion("a", "b", 1), new Confusion("b", "c", 1)], report.Confusion.MostConfused());
    }

    [Fact]
    public void Batches_add_up()
    {
        var meter = new ClassificationMeter(["a", "b", "c"]);
        meter.Add(Logits.AsSpan(0, 6), Labels.AsSpan(0, 2));
        meter.Add(Logits.AsSpan(6), Labels.AsSpan(2));

        Assert.Equal(Measure(Logits, Labels, "a", "b", "c").ToJson(), meter.Report.ToJson());
    }

    [Fact]
    public void The_best_five_are_counted_with_ties_in_the_order_of_the_classes()
    {
        string[] names = [.. Enumerable.Range(0, 7).Select(c => $"class {c}")];
        var equal = new float[7];
        float[] falling = [7, 6, 5, 4, 3, 2, 1];

        Assert.Equal([1, 1, 1, 1, 1, 0, 0], Enumerable.Range(0, 7).Select(c => Measure(equal, [c], names).Top5));
        Assert.Equal([1, 0, 0, 0, 0, 0, 0], Enumerable.Range(0, 7).Select(c => Measure(equal, [c], names).Top1));
        Assert.Equal([1, 1, 1, 1, 1, 0, 0], Enumerable.Range(0, 7).Select(c => Measure(falling, [c], names).Top5));
    }

    [Fact]
    public void What_is_not_a_number_beats_every_number()
    {
        Assert.Equal(0, Measure([1, float.NaN, float.PositiveInfinity], [2], "a", "b", "c").Top1);
        Assert.Equal(1, Measure([1, float.NaN, float.PositiveInfinity], [1], "a", "b", "c").Top1);
    }

    [Fact]
    public void A_class_that_does_not_occur_scores_nothing_and_is_left_out_of_the_averages()
    {
        var report = Measure([1, 0, -1], [0], "a", "b", "c");

        Assert.Equal(new ClassScore("b", 0, 0, 0, 0), report.Classes[1]);
        Assert.Equal((1, 1, 1), (report.MacroPrecision, report.MacroRecall, report.MacroF1));
        Assert.Equal(0, new ClassificationMeter(["a"]).Report.Top1);
        Assert.Equal(0, new ClassificationMeter(["a"]).Report.MacroF1);
    }

    [Fact]
    public void Micro_averaged_recall_is_the_accuracy() =>
        Gen.Int[0, 3].Select(Gen.Float[-9, 9].Array[4]).Array[1, 40].Sample(rows =>
    {
        var report = Measure(
            [.. rows.SelectMany(row => row.Item2)], [.. rows.Select(row => (long)row.Item1)], "a", "b", "c", "d");
        Assert.Equal(report.Top1, report.Classes.Sum(score => score.Recall * score.Support) / report.Images, 12);
        Assert.Equal(rows.Length, report.Confusion.Images);
        Assert.Equal(report.Images, report.Classes.Sum(score => score.Support));
    });

    [Fact]
    public void The_report_as_text() => Snapshot.Match(Show(Measure(Logits, Labels, "a cat", "a dog", "snake, python")));

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        var meter = new ClassificationMeter(["a", "b"]);
        Assert.Throws<ArgumentException>("logits", () => meter.Add([1, 2, 3], [0]));
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => meter.Add([1, 2], [2]));
        Assert.Throws<ArgumentOutOfRangeException>("labels", () => meter.Add([1, 2], [-1]));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => meter.Report.Confusion.MostConfused(-1));
    }

    private static ClassificationReport Measure(float[] logits, long[] labels, params string[] names)
    {
        var meter = new ClassificationMeter(names);
        meter.Add(logits, labels);
        return meter.Report;
    }

    private static string Show(ClassificationReport report) => string.Join(
        "\n\n", report, report.Confusion, report.ToCsv(), report.Confusion.ToCsv(), report.ToJson());
}
