using System.Globalization;
using System.Text;
using Transfer.Common;
using Transfer.Data;
using Transfer.Operators;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Plans;

/// <summary>Prints a plan. The text is part of what users snapshot: every change to it is a change they see.</summary>
internal static class PlanText
{
    private const string Opaque = "unknown, for a custom module";

    public static string Of(Plan plan)
    {
        var text = new StringBuilder();
        void Line(string line = "") => text.Append(line.TrimEnd()).Append('\n');

        Line(plan.Recipe);
        Line();
        Line($"Weights  {WeightsOf(plan)}");
        foreach (var adaptation in plan.Adaptations)
        {
            Line($"Adapted  {AdaptationOf(adaptation)}");
        }

        Line($"Input    {Dimensions(plan.Graph.Input)}: {PreprocessingOf(plan.Preprocessing)}");
        Line($"Output   {Dimensions(plan.Graph.Output)}");
        Line(
            $"Batch    {Counted.Times(plan.BatchSize, "image")}, "
            + $"{(plan.Seed is { } seed ? "seed " + Literal.Number(seed) : "no seed")}");
        foreach (var line in TrainingText.Of(plan))
        {
            Line(line);
        }

        foreach (var phase in plan.Phases)
        {
            Line();
            Line($"Phase \"{phase.Name}\": {Counted.Times(phase.Epochs, "epoch")} of {phase.Optimizer}");
            if (phase.Schedule is { } schedule)
            {
                Line($"  {schedule}");
            }

            if (!phase.KeepsOptimizerState)
            {
                Line("  fresh optimizer state");
            }

            Line();
            foreach (var row in Table.Align(Rows(plan, phase)))
            {
                Line("  " + row);
            }

            Line();
            Line($"  Frozen prefix  {(plan.Graph.IsCustom ? Opaque : CutOf(plan, phase))}");
            if (FeaturesText.Of(plan, phase) is { } features)
            {
                Line($"  Features       {features}");
            }

            Line($"  Multiply-adds  {(plan.Graph.IsCustom ? Opaque : CostOf(phase.Cost))}");
        }

        foreach (var finding in plan.Findings)
        {
            Line();
            Line(finding.ToString());
        }

        return text.ToString();
    }

    private static string WeightsOf(Plan plan) => plan.Weights switch
    {
        WeightsSource.Entry entry => entry.Name,
        WeightsSource.File file => file.Path,
        _ when plan.Graph.IsCustom => "as the module's factory fills them",
        _ => "random",
    };

    private static string AdaptationOf(WeightAdaptation adaptation) =>
        $"{adaptation.Parameter} from {adaptation.From} to {Counted.Times(adaptation.To, "channel")}: "
        + (adaptation.Kind == AdaptationKind.SumChannels
            ? "filters summed"
            : $"filters repeated, times {adaptation.From}/{Literal.Number(adaptation.To)}");

    private static string PreprocessingOf(Preprocessing how) =>
        $"short side to {Literal.Number(how.Resize)} "
        + $"({(how.Interpolation == Interpolation.Bilinear ? "bilinear" : "bicubic")}, antialias), "
        + $"centre crop {Literal.Number(how.Crop)}, mean {Numbers(how.Mean)}, std {Numbers(how.Std)}";

    private static IEnumerable<string[]> Rows(Plan plan, Phase phase)
    {
        // A column that tells something: where all decay as the optimizer says, it would not.
        var decays = phase.Groups.Any(group => group.WeightDecay != phase.Optimizer.WeightDecay);
        string[] Decay(string cell) => decays ? [cell] : [];
        yield return ["Layer", "Output", ">Parameters", ">Trained", "Group", ">Rate", .. Decay(">Decay"), "State"];
        var rows = PlanRow.Of(plan, phase);
        foreach (var row in rows)
        {
            yield return
            [
                row.Path,
                Dimensions(row.Output),
                ">" + Counted.Number(row.Parameters),
                ">" + (row.Trained == 0 ? "-" : Counted.Number(row.Trained)),
                row.Group is { } named ? ParameterGroups.NameOf(named) : "-",
                ">" + (row.Group is { } group ? Counted.Rate(group.LearningRate) : "-"),
                .. Decay(">" + (row.Group is null ? "-" : string.Join(" or ", row.Decays.Select(Literal.Number)))),
                row.State,
            ];
        }

        var trained = rows.Sum(row => row.Trained);
        var share = (100.0 * trained / Math.Max(1, plan.ParameterCount)).ToString("0.0##", CultureInfo.InvariantCulture);
        yield return [
            "Total",
            string.Empty,
            ">" + Counted.Number(plan.ParameterCount),
            ">" + Counted.Number(trained),
            string.Empty,
            string.Empty,
            .. Decay(string.Empty),
            $"{share} % trained"];
    }

    private static string CutOf(Plan plan, Phase phase) => phase.Cut is { } cut
        ? $"up to {cut.After}: {Dimensions(cut.Shape)}, {Counted.Number(cut.BytesPerImage)} bytes an image to cache"
        : FeaturesText.WhyNoCut(plan, phase);

    private static string CostOf(PhaseCost cost) =>
        $"{Counted.Million(cost.Forward)} forward ({Counted.Million(cost.FrozenPrefix)} in the frozen prefix), "
        + $"{Counted.Million(cost.Backward)} backward, an image";

    private static string Numbers(IEnumerable<double> values) => string.Join(" ", values.Select(Literal.Number));

    private static string Dimensions(Shape shape) =>
        shape == Shape.Unknown ? "?" : string.Join("×", shape.Dimensions.Select(Literal.Number));
}
