using System.Text.RegularExpressions;
using CsCheck;
using Transfer.Planning;

namespace Transfer.Tests.Steps;

public class GroupTests
{
    [Fact]
    public void Without_groups_all_that_trains_is_in_the_default_one()
    {
        var group = Assert.Single(
            Phase(Backbone.ResNet18().FreezeAll().Head(10).Optimizer(Optimizers.Sgd(0.1, weightDecay: 1e-4))).Groups);

        Assert.Equal(new ParameterGroup("default", 0.1, 1e-4, Common.EquatableList.Of("fc.weight", "fc.bias")), group);
    }

    [Fact]
    public void The_default_group_comes_last_and_takes_the_rest()
    {
        var groups = Phase(Recipes.Headline).Groups;

        Assert.Equal(["layer4", "default"], groups.Select(group => group.Name));
        Assert.Equal([1e-3, 0.01], groups.Select(group => group.LearningRate));
        Assert.Equal(["fc.weight", "fc.bias"], groups[1].Parameters);
    }

    [Fact]
    public void Where_groups_overlap_the_last_holds()
    {
        var phase = Phase(Backbone.ResNet18().Group("layer4", 1e-3).Group("layer4.1", 1e-4).Group("**.bias", 1e-5));

        Assert.Equal("layer4", phase.GroupOf("layer4.0.conv1.weight")!.Name);
        Assert.Equal("layer4.1", phase.GroupOf("layer4.1.conv1.weight")!.Name);
        Assert.Equal("**.bias", phase.GroupOf("layer4.1.bn1.bias")!.Name);
    }

    [Fact]
    public void A_group_that_a_later_one_takes_everything_from_is_gone() =>
        Assert.Equal(
            ["layer4", "default"],
            Phase(Backbone.ResNet18().Group("layer4.1", 1e-4).Group("layer4", 1e-3)).Groups.Select(group => group.Name));

    [Fact]
    public void The_same_layer_twice_is_one_group_at_the_last_rate()
    {
        var groups = Phase(Backbone.ResNet18().Group("layer4", 1e-3).Group("fc", 1).Group("layer4", 1e-5)).Groups;

        Assert.Equal(["layer4", "fc", "default"], groups.Select(group => group.Name));
        Assert.Equal(1e-5, groups[0].LearningRate);
    }

    [Fact]
    public void The_optimizer_may_stand_after_the_group() => Assert.Equal(
        Phase(Backbone.ResNet18().Optimizer(Optimizers.Adam(1)).Group("fc", 2)).Groups,
        Phase(Backbone.ResNet18().Group("fc", 2).Optimizer(Optimizers.Adam(1))).Groups);

    [Fact]
    public void Every_trainable_parameter_is_in_one_group_and_frozen_ones_in_none() => RandomRecipes.All.Sample(
        recipe =>
        {
            var plan = recipe.Compile();
            var phase = plan.Phases.Single();
            var grouped = phase.Groups.SelectMany(group => group.Parameters).ToArray();

            Assert.Equal(grouped.Length, grouped.Distinct().Count());
            Assert.Equal(Referee.TrainableOf(recipe, plan), grouped.Order(StringComparer.Ordinal));
            Assert.All(phase.Groups, group => Assert.NotEmpty(group.Parameters));
            Assert.All(
                phase.Groups,
                group => Assert.Equal(group.Parameters, plan.Parameters.Select(p => p.Name).Where(group.Parameters.Contains)));
        },
        iter: 300);

    private static Phase Phase(Recipe recipe) => Assert.Single(recipe.Compile().Phases);

    /// <summary>Reads the recipe's text and applies it to a plain dictionary, as a loop over named_parameters() would.</summary>
    private static class Referee
    {
        private static readonly string[] Names = Backbone.ResNet18()
            .Compile().Parameters
            .Select(parameter => parameter.Name)
            .ToArray();

        public static IEnumerable<string> TrainableOf(Recipe recipe, Plan plan)
        {
            var trains = Names.ToDictionary(name => name, _ => true);
            foreach (var line in recipe.ToString().Split('\n').Skip(1).Select(line => line.Trim()))
            {
                var layers = Regex.Matches(line, "\"(.*?)\"").Select(match => match.Groups[1].Value).ToArray();
                var matching = trains.Keys.Where(name => layers.Any(layer => Regex.IsMatch(name, Glob(layer)))).ToArray();
                switch (line[1..line.IndexOf('(', StringComparison.Ordinal)])
                {
                    case "FreezeAll":
                        Set(trains, trains.Keys.ToArray(), false);
                        break;
                    case "Freeze":
                        Set(trains, matching, false);
                        break;
                    case "Unfreeze":
                        Set(trains, matching, true);
                        break;
                    case "UnfreezeFrom":
                        // In ResNet the order of the names is that of execution, the head's included.
                        var order = Names.Where(name => !name.StartsWith("fc", StringComparison.Ordinal)).ToList();
                        var first = matching.Select(name => order.IndexOf(name))
                            .Where(index => index >= 0)
                            .DefaultIfEmpty(order.Count)
                            .Min();
                        var firstModule = first < order.Count ? Module(order[first]) : string.Empty;
                        first = order.FindIndex(name => Module(name) == firstModule);
                        Set(
                            trains,
                            trains.Keys
                                .Where(name => order.IndexOf(name) is var at && (at < 0 || (first >= 0 && at >= first)))
                                .ToArray(),
                            true);
                        break;
                    case "Head" or "Features":
                        foreach (var name in trains.Keys.Where(name => name.StartsWith("fc", StringComparison.Ordinal)).ToArray())
                        {
                            trains.Remove(name);
                        }

                        foreach (var name in HeadNames(line))
                        {
                            trains[name] = true;
                        }

                        break;
                }
            }

            Assert.Equal(
                trains.Keys.Order(StringComparer.Ordinal),
                plan.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
            return trains.Where(pair => pair.Value).Select(pair => pair.Key).Order(StringComparer.Ordinal);
        }

        private static string[] HeadNames(string line) => line switch
        {
            ".Features()" => [],
            _ when line.Contains("=>", StringComparison.Ordinal) =>
                ["fc.0.weight", "fc.0.bias", "fc.1.weight", "fc.1.bias", "fc.3.weight"],
            _ when line.Contains("dropout", StringComparison.Ordinal) => ["fc.1.weight", "fc.1.bias"],
            _ => ["fc.weight", "fc.bias"],
        };

        private static string Module(string parameter) => parameter[..parameter.LastIndexOf('.')];

        private static string Glob(string pattern) => "^" + string.Join(
            string.Empty,
            pattern.Split('.').Select((segment, i) => segment == "**"
                ? "(?:[^.]+\\.)*"
                : Regex.Escape(segment)
                    .Replace("\\*", "[^.]*", StringComparison.Ordinal)
                    .Replace("\\?", "[^.]", StringComparison.Ordinal)
                    + (i == pattern.Split('.').Length - 1 ? "(?:\\.|$)" : "\\.")));

        private static void Set(Dictionary<string, bool> trains, IEnumerable<string> names, bool value)
        {
            foreach (var name in names)
            {
                trains[name] = value;
            }
        }
    }
}
