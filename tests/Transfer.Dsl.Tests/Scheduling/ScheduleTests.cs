namespace Transfer.Tests.Scheduling;

public class ScheduleTests
{
    private const double Tolerance = 1e-6;

    public static TheoryData<int> Cases => new(Enumerable.Range(0, ScheduleCase.All.Count));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rate_and_momentum_are_PyTorch_s_at_every_step_of_early_and_late_groups(int index)
    {
        var table = ScheduleCase.All[index];
        var plateau = table.Schedule as PlateauSchedule;
        var state = plateau?.Start;
        var step = 0;
        for (var epoch = 0; epoch < table.Epochs; epoch++)
        {
            for (var i = 0; i < table.StepsPerEpoch; i++, step++)
            {
                var clock = new ScheduleClock(step, epoch, table.StepsPerEpoch, table.Epochs, state?.Reductions ?? 0);
                for (var group = 0; group < table.Rates[step].Count; group++)
                {
                    var rate = table.Schedule.Rate(table.Bases[group], clock);
                    AssertClose(table.Rates[step][group], rate, $"{table.Schedule}, step {step}, group {group}");
                }

                if (table.Momenta is { } momenta)
                {
                    AssertClose(
                        momenta[step], table.Schedule.Momentum(clock)!.Value, $"{table.Schedule}, momentum of step {step}");
                }
            }

            state = plateau?.Next(state!, table.Metrics![epoch]);
        }

        Assert.Equal(table.Rates.Count, step);
    }

    [Fact]
    public void The_table_has_every_schedule_and_groups_that_join_late()
    {
        var all = typeof(Schedule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Schedule)));

        Assert.Equal(
            all.Select(type => type.Name).Order(StringComparer.Ordinal),
            ScheduleCase.All.Select(table => table.Schedule.GetType().Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            ScheduleCase.All.Where(table => table.Schedule is not ConstantSchedule).GroupBy(table => table.Schedule.GetType()),
            tables => Assert.Contains(tables, table => table.Rates[0].Count == 2 && table.Rates[^1].Count == 3));
    }

    [Fact]
    public void A_schedule_prints_as_the_call_that_makes_it() => Assert.Equal(
        "Schedules.Constant(); Schedules.Step(3, gamma: 0.5); Schedules.MultiStep([1, 4], per: Per.Step); "
        + "Schedules.Exponential(0.9); "
            + "Schedules.Cosine(warmUp: 2); Schedules.CosineRestarts(4, multiplier: 2); Schedules.Linear(1, 0); "
            + "Schedules.Polynomial(length: 7); "
            + "Schedules.OneCycle(pctStart: 0.99, linear: true); Schedules.ReduceOnPlateau(metric: "
            + "WatchedMetric.ValidationTop1, patience: 3)",
        string.Join(
            "; ",
            Schedules.Constant(),
            Schedules.Step(3, 0.5),
            Schedules.MultiStep([1, 4], per: Per.Step),
            Schedules.Exponential(0.9),
            Schedules.Cosine(warmUp: 2),
            Schedules.CosineRestarts(4, 2),
            Schedules.Linear(1, 0),
            Schedules.Polynomial(length: 7),
            Schedules.OneCycle(0.99, linear: true),
            Schedules.ReduceOnPlateau(WatchedMetric.ValidationTop1, patience: 3)));

    [Fact]
    public void One_cycle_of_a_single_step_is_a_number() =>
        Assert.All(
            new[] { 0.01, 0.5, 0.99 },
            share => Assert.True(double.IsFinite(Schedules.OneCycle(share).Rate(1, new ScheduleClock(0, 0, 1, 1)))));

    [Fact]
    public void A_warm_up_longer_than_the_run_only_rises() => Assert.Equal(
        [0.1, 0.4, 0.7],
        Enumerable.Range(0, 3)
            .Select(epoch => Schedules.Cosine(warmUp: 3, warmUpFactor: 0.1).Rate(1, new ScheduleClock(epoch, epoch, 1, 3))),
        (expected, actual) => Math.Abs(expected - actual) < 1e-12);

    public static TheoryData<string, Func<object>> Bad => new()
    {
        { "size", () => Schedules.Step(0) },
        { "gamma", () => Schedules.Step(1, gamma: 0) },
        { "per", () => Schedules.Step(1, per: (Per)7) },
        { "milestones", () => Schedules.MultiStep([]) },
        { "milestones", () => Schedules.MultiStep([3, 3]) },
        { "milestones", () => Schedules.MultiStep([0, 3]) },
        { "gamma", () => Schedules.Exponential(double.NaN) },
        { "warmUp", () => Schedules.Cosine(warmUp: -1) },
        { "warmUpFactor", () => Schedules.Cosine(warmUpFactor: 0) },
        { "lowest", () => Schedules.Cosine(lowest: -1) },
        { "first", () => Schedules.CosineRestarts(0) },
        { "multiplier", () => Schedules.CosineRestarts(1, multiplier: 0) },
        { "start", () => Schedules.Linear(0, 1) },
        { "end", () => Schedules.Linear(1, 2) },
        { "length", () => Schedules.Linear(1, 0, length: 0) },
        { "power", () => Schedules.Polynomial(0) },
        { "pctStart", () => Schedules.OneCycle(pctStart: 1) },
        { "divFactor", () => Schedules.OneCycle(divFactor: 0) },
        { "maxMomentum", () => Schedules.OneCycle(maxMomentum: 1) },
        { "factor", () => Schedules.ReduceOnPlateau(factor: 1) },
        { "patience", () => Schedules.ReduceOnPlateau(patience: -1) },
        { "metric", () => Schedules.ReduceOnPlateau((WatchedMetric)9) },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_bad_argument_is_refused_by_name(string argument, Func<object> call) =>
        Assert.Equal(argument, Assert.ThrowsAny<ArgumentException>(call).ParamName);

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(Math.Abs(actual - expected) <= Tolerance * Math.Abs(expected), $"{what}: {actual} instead of {expected}");
}
