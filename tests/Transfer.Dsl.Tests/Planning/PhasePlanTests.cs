using CsCheck;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes.Selection;

namespace Transfer.Tests.Planning;

public class PhasePlanTests
{
    private static readonly Recipe Start = Backbone.ResNet18()
        .Pretrained()
        .FreezeAll()
        .Head(10)
        .Optimizer(Optimizers.Sgd(0.1, momentum: 0.9));

    [Fact]
    public void What_is_frozen_goes_on_from_phase_to_phase()
    {
        var phases = Start
            .Phase("warm up", epochs: 1)
            .Then(epochs: 2, p => p.Unfreeze("layer4"))
            .Then(epochs: 3, p => p.Freeze("layer4.0").UnfreezeFrom("fc"))
            .Compile().Phases;

        Assert.Equal([("warm up", 1), ("phase 2", 2), ("phase 3", 3)], phases.Select(phase => (phase.Name, phase.Epochs)));
        Assert.Equal([false, true, true], phases.Select(phase => phase.IsTrainable("layer4.1.conv1.weight")));
        Assert.Equal([false, true, false], phases.Select(phase => phase.IsTrainable("layer4.0.conv1.weight")));
        Assert.All(phases, phase => Assert.True(phase.IsTrainable("fc.bias")));
    }

    [Fact]
    public void Settings_are_the_recipe_s_unless_the_phase_sets_them()
    {
        var phases = Start
            .Group("fc", 1)
            .Phase("own", epochs: 1, p => p.LearningRate(1e-3).BatchNorm(FrozenBatchNorm.Train).Unfreeze("layer4"))
            .Then(epochs: 1)
            .Then(epochs: 1, p => p.Optimizer(Optimizers.Adam(2e-3)).Group("fc", 2))
            .Compile().Phases;

        Assert.Equal([1e-3, 0.1, 2e-3], phases.Select(phase => phase.Optimizer.LearningRate));
        Assert.Equal([1.0, 1, 2], phases.Select(phase => phase.GroupOf("fc.weight")!.LearningRate));
        Assert.Equal([1e-3, 0.1, 2e-3], phases.Select(phase => phase.GroupOf("layer4.0.conv1.weight")!.LearningRate));
        Assert.Equal([true, false, false], phases.Select(phase => phase.InferenceNodes.Count == 0));
    }

    [Fact]
    public void Optimizer_state_goes_on_unless_the_phase_starts_fresh_or_changes_the_kind() => Assert.Equal(
        [true, true, false, false, true],
        Start.Then(1)
            .Then(1, p => p.LearningRate(1))
            .Then(1, p => p.FreshOptimizer())
            .Then(1, p => p.Optimizer(Optimizers.Adam()))
            .Then(1, p => p.Optimizer(Optimizers.Adam(0.5)))
            .Compile().Phases.Select(phase => phase.KeepsOptimizerState));

    [Fact]
    public void A_schedule_of_the_recipe_is_the_plan_s_and_one_of_a_phase_the_phase_s()
    {
        var plan = Start.Schedule(Schedules.Cosine()).Then(2).Then(3, p => p.Schedule(Schedules.OneCycle())).Compile();

        Assert.Equal(Schedules.Cosine(), plan.Schedule);
        Assert.Equal([null, Schedules.OneCycle()], plan.Phases.Select(phase => phase.Schedule));
    }

    [Fact]
    public void Of_rate_and_optimizer_the_last_of_the_phase_decides() => Assert.Equal(
        [3.0, 2],
        Start.Then(1, p => p.Optimizer(Optimizers.Adam(2)).LearningRate(3))
            .Then(1, p => p.LearningRate(3).Optimizer(Optimizers.Adam(2)))
            .Compile().Phases.Select(phase => phase.Optimizer.LearningRate));

    [Fact]
    public void A_name_that_matches_nothing_is_found_inside_a_phase_too()
    {
        var error = Assert.Throws<RecipeException>(Start.Then(1).Then(1, p => p.Unfreeze("layer4").Freeze("layr4")).Compile);

        var finding = Assert.Single(error.Findings);
        Assert.Equal(("TRF003", (int?)5), (finding.Rule, finding.Place.Step));
    }

    [Fact]
    public void A_head_that_only_a_phase_trains_is_no_mistake() => Assert.Empty(
        Backbone.ResNet18()
            .Pretrained()
            .Head(10)
            .FreezeAll()
            .Optimizer(Optimizers.Sgd(0.1))
            .Then(1, p => p.Unfreeze("fc"))
            .Compile().Findings);

    [Fact]
    public void Each_selection_is_counted_where_it_stands()
    {
        var plan = Start.Freeze(Layers.Biases)
            .Then(1, p => p.UnfreezeLast(stages: 1).Unfreeze("conv1", "layer?.0.bn1"))
            .Compile();

        // The recipe's 20 norms and its head have a bias.
        Assert.Equal(
            [
                new SelectionCount(".Freeze(Layers.Biases)", null, ":biases", 21, 4_810),
                new SelectionCount(".Unfreeze(\"conv1\", \"layer?.0.bn1\")", "phase 1", "conv1", 1, 9_408),
                new SelectionCount(
                    ".Unfreeze(\"conv1\", \"layer?.0.bn1\")", "phase 1", "layer?.0.bn1", 8, 2 * (64 + 128 + 256 + 512)),
            ],
            plan.Selections);
    }

    [Fact]
    public void Every_trainable_parameter_is_in_one_group_of_each_phase_and_frozen_ones_in_none() =>
        RandomRecipes.WithPhases.Sample(
        recipe =>
        {
            var plan = recipe.Compile();
            var names = plan.Parameters.Select(parameter => parameter.Name).ToArray();
            foreach (var phase in plan.Phases)
            {
                var grouped = phase.Groups.SelectMany(group => group.Parameters).ToArray();

                Assert.Equal(grouped.Length, grouped.Distinct().Count());
                Assert.All(phase.Groups, group => Assert.NotEmpty(group.Parameters));
                Assert.Equal(phase.Groups.Count, phase.Groups.Select(group => group.Name).Distinct().Count());
                Assert.All(phase.Groups, group => Assert.Equal(group.Parameters, names.Where(group.Parameters.Contains)));
                Assert.All(phase.Groups, group => Assert.True(group.LearningRate > 0 && group.WeightDecay >= 0));
            }

            Assert.Equal(PhaseReferee.TrainableOf(recipe, plan), plan.Phases.Select(phase =>
                string.Join(" ", names.Where(phase.IsTrainable))));
        },
        iter: 300);

    [Theory]
    [InlineData(0.75)]
    [InlineData(0.5)]
    public void Layer_decay_is_timm_s_for_a_vision_transformer(double decay)
    {
        var groups = Backbone.ViTB16().LayerDecay(decay).Optimizer(Optimizers.AdamW(1e-3)).Compile().Phases[0].Groups;

        // timm: the embedding is layer 0, block i layer i + 1, the last norm goes with the last block, the head is layer 13.
        Assert.Equal(14, groups.Count);
        Assert.Equal(["class_token", "conv_proj.weight", "conv_proj.bias", "encoder.pos_embedding"], groups[0].Parameters);
        Assert.Contains("encoder.ln.weight", groups[12].Parameters);
        Assert.Equal(["heads.head.weight", "heads.head.bias"], groups[13].Parameters);
        for (var layer = 0; layer <= 13; layer++)
        {
            Assert.Equal(1e-3 * Math.Pow(decay, 13 - layer), groups[layer].LearningRate, 1e-15);
        }
    }

    [Fact]
    public void Learning_rates_rise_by_one_factor_as_fastai_s_slice()
    {
        var groups = Backbone.ResNet18().LearningRates(1e-5, 1e-3).Compile().Phases[0].Groups;

        Assert.Equal(["stem", "layer1", "layer2", "layer3", "layer4", "head"], groups.Select(group => group.Name));

        // even_mults(1e-5, 1e-3, 6)
        double[] expected = [1e-5, 2.51188643e-5, 6.30957344e-5, 1.58489319e-4, 3.98107171e-4, 1e-3];
        Assert.All(expected.Zip(groups), pair => Assert.Equal(pair.First, pair.Second.LearningRate, pair.First * 1e-8));
    }

    [Fact]
    public void A_group_of_one_s_own_stands_out_of_the_stages()
    {
        var groups = Backbone.ResNet18()
            .LearningRates(1e-5, 1e-3)
            .Group("layer4.1", 7, weightDecay: 0.3, name: "mine")
            .Compile().Phases[0].Groups;

        Assert.Equal(["mine", "stem", "layer1", "layer2", "layer3", "layer4", "head"], groups.Select(group => group.Name));
        Assert.Equal((7, 0.3), (groups[0].LearningRate, groups[0].WeightDecay));
        Assert.DoesNotContain(groups[5].Parameters, name => name.StartsWith("layer4.1", StringComparison.Ordinal));
    }

    [Fact]
    public void Layer_decay_goes_with_the_rate_of_the_phase_but_a_slice_does_not()
    {
        var decay = Backbone.ResNet18().LayerDecay(0.5).Then(1, p => p.LearningRate(8)).Compile().Phases[0].Groups;
        var slice = Backbone.ResNet18().LearningRates(1, 2).Then(1, p => p.LearningRate(8)).Compile().Phases[0].Groups;

        Assert.Equal([0.25, 0.5, 1, 2, 4, 8], decay.Select(group => group.LearningRate));
        Assert.Equal(["default"], slice.Select(group => group.Name));
    }

    [Fact]
    public void Biases_and_norms_go_without_decay_at_the_rate_of_their_group()
    {
        var groups = Backbone.ResNet18().Group("layer4", 0.5).NoDecay(Layers.Biases, Layers.Norms)
            .Optimizer(Optimizers.AdamW(0.1, weightDecay: 0.2)).Compile().Phases[0].Groups;

        Assert.Equal(
            [("layer4", 0.5, 0.2), ("layer4, no decay", 0.5, 0), ("default", 0.1, 0.2), ("default, no decay", 0.1, 0)],
            groups.Select(group => (group.Name, group.LearningRate, group.WeightDecay)));
        Assert.All(
            groups[0].Parameters.Concat(groups[2].Parameters),
            name => Assert.EndsWith(".weight", name, StringComparison.Ordinal));
        Assert.Contains("fc.bias", groups[3].Parameters);
        Assert.Contains("layer4.0.bn1.weight", groups[1].Parameters);
    }

    /// <summary>Applies the printed recipe to a plain set of names, phase by phase.</summary>
    private static class PhaseReferee
    {
        public static IEnumerable<string> TrainableOf(Recipe recipe, Plan plan)
        {
            var lines = recipe.ToString().Split('\n').Skip(1).Select(line => line.Trim()).ToArray();
            var trains = plan.Parameters.ToDictionary(parameter => parameter.Name, _ => true);
            var nodes = plan.Graph.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Node);
            var stages = Stages.Of(plan.Graph);

            // A new head undoes what was frozen of the old one; random recipes change it before the phases only.
            foreach (var call in lines.Where(line => !IsPhase(line)))
            {
                Apply(call, trains, nodes, stages, plan);
            }

            var phases = lines.Where(IsPhase).ToArray();
            foreach (var phase in phases)
            {
                var calls = phase.Split(new[] { "p => p" }, 2, StringSplitOptions.None) is [_, var inner] ? Calls(inner) : [];
                foreach (var call in calls)
                {
                    Apply(call, trains, nodes, stages, plan);
                }

                yield return string.Join(" ", trains.Where(pair => pair.Value).Select(pair => pair.Key));
            }

            if (phases.Length == 0)
            {
                yield return string.Join(" ", trains.Where(pair => pair.Value).Select(pair => pair.Key));
            }
        }

        private static bool IsPhase(string line) => line.StartsWith(".Then(", StringComparison.Ordinal);

        // .Freeze("a", "b").LearningRate(1)) → its calls; no argument here holds a bracket followed by a dot.
        private static IEnumerable<string> Calls(string inner) => inner.Split(").").Select(call => "." + call.TrimStart('.'));

        private static void Apply(
            string call, Dictionary<string, bool> trains, Dictionary<string, int> nodes, IReadOnlyList<Stage> stages, Plan plan)
        {
            var name = call[1..call.IndexOf('(', StringComparison.Ordinal)];
            var arguments = call[(name.Length + 2)..].TrimEnd(')').Split(", ")
                .Select(argument => argument
                    .Replace("Layers.Biases", "\":biases\"", StringComparison.Ordinal)
                    .Replace("Layers.Norms", "\":norms\"", StringComparison.Ordinal)
                    .Replace("\" + \"", string.Empty, StringComparison.Ordinal)
                    .Trim('"'))
                .ToArray();
            string[] Named() =>
                arguments.SelectMany(argument => Selector.Select(argument, plan.Graph)).Select(tensor => tensor.Name).ToArray();
            var (names, value) = name switch
            {
                "FreezeAll" => (trains.Keys.ToArray(), false),
                "UnfreezeAll" => (trains.Keys.ToArray(), true),
                "Freeze" => (Named(), false),
                "Unfreeze" => (Named(), true),
                "UnfreezeFrom" => (trains.Keys.Where(key => nodes[key] >= Named().Min(one => nodes[one])).ToArray(), true),
                "FreezeUpTo" => (trains.Keys.Where(key => nodes[key] <= Named().Max(one => nodes[one])).ToArray(), false),
                "UnfreezeLast" =>
                    (Last(int.Parse(arguments[0]["stages: ".Length..], System.Globalization.CultureInfo.InvariantCulture)), true),
                "Head" => (trains.Keys.Where(key => key.StartsWith("fc", StringComparison.Ordinal)).ToArray(), true),
                _ => ([], true),
            };
            foreach (var key in names)
            {
                trains[key] = value;
            }

            string[] Last(int count) => trains.Keys
                .Where(key => key.StartsWith("fc", StringComparison.Ordinal)
                    || stages.Where(stage => stage.Name != "head").TakeLast(count).Any(stage => stage.Nodes[nodes[key]]))
                .ToArray();
        }
    }
}
