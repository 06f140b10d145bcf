using Transfer.Tests;

namespace Transfer.Metrics;

public sealed class MultiLabelMeterTests
{
    // The example of scikit-learn's average_precision_score (scores 0.1, 0.4, 0.35, 0.8; truth 0 0 1 1): 0.8333, and a label
    // with equal scores, whose average precision is the share of the images that have it.
    private static readonly float[] Logits =
    [
        Logit(0.1), 2,
        Logit(0.4), 2,
        Logit(0.35), 2,
        Logit(0.8), 2,
    ];

    private static readonly float[] Targets = [0, 1, 0, 0, 1, 1, 1, 1];

    [Fact]
    public void Scores_are_those_computed_by_hand()
    {
        var report = Measure(0.5);

        Assert.Equal([0.5 + (0.5 * 2 / 3), 0.75], report.AveragePrecisions);
        Assert.Equal((0.5 + (0.5 * 2 / 3) + 0.75) / 2, report.MeanAveragePrecision, 15);
        // Predicted: only the last image has the first label, all have the second.
        Assert.Equal(new ClassScore("sky", 1, 0.5, 2 / 3.0, 2), report.Labels[0]);
        Assert.Equal(new ClassScore("sea", 0.75, 1, 6 / 7.0, 3), report.Labels[1]);
        Assert.Equal(6 / 8.0, report.Accuracy);
        Assert.Equal(2 / 4.0, report.ExactMatch);
    }

    [Fact]
    public void The_threshold_is_a_probability()
    {
        Assert.Equal(2, Measure(0.3).Labels[0].Recall * 2);
        Assert.Equal(0, Measure(0.85).Labels[0].Recall);
    }

    [Fact]
    public void A_label_that_no_image_has_is_left_out_of_the_mean()
    {
        var meter = new MultiLabelMeter(["sky", "sea"]);
        meter.Add([1, 1], [1, 0]);

        Assert.Equal([1, double.NaN], meter.Report.AveragePrecisions);
        Assert.Equal(1, meter.Report.MeanAveragePrecision);
        Assert.Contains("null", meter.Report.ToJson());
        Assert.Equal(0, new MultiLabelMeter(["sky"]).Report.MeanAveragePrecision);
    }

    [Fact]
    public void The_report_as_text()
    {
        var report = Measure(0.5);
        Snapshot.Match(string.Join("\n\n", report, report.ToCsv(), report.ToJson()));
    }

    [Fact]
    public void Refuses_what_does_not_fit()
    {
        Assert.Throws<ArgumentException>("logits", () => new MultiLabelMeter(["a", "b"]).Add([1, 2, 3], [1, 0, 1]));
        Assert.Throws<ArgumentException>("logits", () => new MultiLabelMeter(["a", "b"]).Add([1, 2], [1, 0, 1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => new MultiLabelMeter(["a"], 1));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => new MultiLabelMeter(["a"], double.NaN));
    }

    private static float Logit(double probability) => (float)Math.Log(probability / (1 - probability));

    private static MultiLabelReport Measure(double threshold)
    {
        var meter = new MultiLabelMeter(["sky", "sea"], threshold);
        meter.Add(Logits, Targets);
        return meter.Report;
    }
}
