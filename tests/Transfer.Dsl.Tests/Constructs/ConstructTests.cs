using System.Reflection;
using Transfer.Common;
using Transfer.Graphs;
using Transfer.Recipes;

namespace Transfer.Tests.Constructs;

/// <summary>
/// One construct, one definition: each value of the language has all that it needs, and a part that was forgotten fails a test
/// that names it.
/// </summary>
public class ConstructTests
{
    public static TheoryData<string> Kinds => new(Samples.OfRecipes.Select(Samples.NameOf));

    public static TheoryData<string> Settings => KindsOf<RunSetting>(_ => true);

    // L-BFGS finds the size of a step by itself.
    public static TheoryData<string> OptimizersOfGroups => KindsOf<OptimizerSettings>(one => !one.NeedsClosure);

    public static TheoryData<string> Classes => new(
        from type in typeof(Recipe).Assembly.GetTypes()
        where type.IsAssignableTo(typeof(Construct)) && !type.IsAbstract
        where type != typeof(UnknownStep) && type != typeof(RunSettingStep)
        select type.FullName);

    [Theory]
    [MemberData(nameof(Classes))]
    public void Has_a_definition(string type) => Assert.True(
        Samples.Definitions.Any(definition => definition.Type.FullName == type),
        $"No definition names {type}: add one beside it, Definition<…>.Of<{type}>(…).");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Has_a_method_that_makes_it(string kind)
    {
        var definition = Find(kind);
        var homes = Homes(definition);

        Assert.True(
            homes.Length == 0 || homes.All(home => home.GetMethods().Any(method => method.Name == definition.Name)),
            $"{string.Join(" or ", homes.Select(home => home.Name))} has no public method {definition.Name}.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reads_back_from_JSON(string kind)
    {
        for (var salt = 0; salt < 20; salt++)
        {
            var recipe = Samples.RecipeWith(Samples.Of(Find(kind), salt));

            var read = Recipe.FromJson(recipe.ToJson());

            Assert.Equal(recipe.Steps, read.Steps);
            Assert.Equal(recipe.ToString(), read.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Tells_apart_what_differs(string kind)
    {
        var samples = Enumerable.Range(0, 40).Select(salt => Samples.Of(Find(kind), salt)).ToArray();

        Assert.All(samples, sample => Assert.All(samples, other => Assert.Equal(
            Samples.RecipeWith(sample).ToJson() == Samples.RecipeWith(other).ToJson(), sample == other)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Describes_each_argument(string kind) => Assert.All(Samples.Pairs(Find(kind)), pair =>
    {
        var property = pair.One.GetType().GetProperties(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(one => one.Name.Equals(pair.Argument, StringComparison.OrdinalIgnoreCase));

        Assert.True(
            property is null || Equals(property.GetValue(pair.One), property.GetValue(pair.Other)) || pair.One != pair.Other,
            $"{pair.One} equals one of another {property?.Name}: Describe() lacks {pair.Argument}.");
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_written_without_its_defaults(string kind)
    {
        var definition = Find(kind);
        var calls =
            from home in Homes(definition)
            where home != typeof(PhaseBuilder)
            from method in home.GetMethods()
            where method.Name == definition.Name
            let arguments = method.GetParameters()
                .Select(one => one.HasDefaultValue ? one.DefaultValue : Samples.ArgumentOf(one.ParameterType, 1)).ToArray()
            where method.GetParameters().All(one => one.HasDefaultValue || arguments[one.Position] is not null)
            select (method, arguments);

        foreach (var (method, arguments) in calls)
        {
            var made = method.Invoke(method.IsStatic ? null : Backbone.ResNet18(), arguments);
            var text = made is Recipe recipe ? recipe.Steps[^1].ToString()! : made!.ToString()!;

            Assert.All(method.GetParameters().Where(one => one.HasDefaultValue), one => Assert.False(
                text.Contains(one.Name + ": ", StringComparison.Ordinal),
                $"{text} has {one.Name}, which was left out: the default in Describe() is not that of {method.Name}(…)."));
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Is_in_the_text_of_a_plan(string kind)
    {
        var setting = (RunSetting)Samples.Of(Find(kind));

        Assert.True(setting.Lines.Any(), $"A plan's text says nothing of {setting}: its Lines are empty.");
    }

    [Theory]
    [MemberData(nameof(OptimizersOfGroups))]
    public void Has_a_range_of_usual_rates(string kind)
    {
        var optimizer = ((OptimizerSettings)Samples.Of(Find(kind))).At(1e6);
        var plan = Backbone.ResNet18().Pretrained().Head(3).Optimizer(optimizer).Compile();

        Assert.True(
            plan.Findings.Any(finding => finding.Rule == "TRF030"),
            $"TRF030 says nothing of {optimizer}: its RateScale is None, or the rule has no range for the scale.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_documented(string kind)
    {
        var definition = Find(kind);
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "recipes.md"));

        Assert.True(
            Homes(definition).Length == 0 || guide.Contains(definition.Name + "(", StringComparison.Ordinal),
            $"docs/recipes.md does not show {definition.Name}(…).");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Changes_what_is_planned(string kind)
    {
        var definition = Find(kind);
        var backbones = new[] { Backbone.ResNet18(), Backbone.EfficientNetB0() };
        var steps =
            from salt in Enumerable.Range(0, 10)
            select Samples.StepWith(Samples.Of(definition, salt));

        Assert.True(
            steps.Any(step => backbones.Any(backbone => Places(step).Any(place => Planned(backbone, place(step)) is { } with
                && Planned(backbone, place(null)) is { } without
                && !with.Equals(without)))),
            $"A plan is the same with and without {definition.Prefix}{definition.Name}(…): nothing reads the step, or it "
            + "has no Apply.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Comes_in_random_recipes(string kind)
    {
        var definition = Find(kind);

        Assert.Contains(RandomRecipes.OfTheWholeLanguage(400), recipe => Holds(recipe.Steps, definition));
    }

    // Recipes with a step, or without it: where something is frozen, where nothing is, and in a phase.
    private static IEnumerable<Func<Step?, Step?[]>> Places(Step step)
    {
        if ((step.Definition.Scope & StepScope.Run) != 0)
        {
            yield return one => [new HeadStep([new HeadLayer.Linear(3)]), one];
            yield return one => [new FreezeAllStep(), new HeadStep([new HeadLayer.Linear(3)]), one];
        }

        if ((step.Definition.Scope & StepScope.Phase) != 0)
        {
            yield return one =>
            [
                new HeadStep([new HeadLayer.Linear(3)]),
                new PhaseStep("first", 1, EquatableList.Of<Step>()),
                new PhaseStep("second", 1, one is null ? EquatableList.Of<Step>() : EquatableList.Of(one)),
            ];
        }
    }

    // All of a plan but its text; null where a rule refuses the recipe.
    private static object? Planned(Recipe backbone, Step?[] steps)
    {
        try
        {
            var plan = new Recipe(backbone.Architecture, [.. steps.OfType<Step>()]).Compile();
            return (plan.Weights, plan.Preprocessing, plan.Graph, plan.Parameters, plan.Phases, plan.Schedule,
                (plan.Training, plan.BatchSize, plan.Seed));
        }
        catch (RecipeException)
        {
            return null;
        }
    }

    private static bool Holds(object? value, Definition definition) => value switch
    {
        Construct construct => construct.DefinedBy == definition
            || construct.Arguments.All.Any(argument => Holds(argument.Value, definition))
            || (construct is RunSettingStep step && Holds(step.Setting, definition)),
        string => false,
        System.Collections.IEnumerable elements => elements.Cast<object?>().Any(element => Holds(element, definition)),
        _ => false,
    };

    // Where the language has the method: the classes that a recipe is written with.
    private static Type[] Homes(Definition definition) => definition is StepDefinition step
        ?
        [
            .. (step.Scope & StepScope.Run) != 0 ? [typeof(Recipe)] : Array.Empty<Type>(),
            .. (step.Scope & StepScope.Phase) != 0 ? [typeof(PhaseBuilder)] : Array.Empty<Type>(),
        ]
        : typeof(Recipe).Assembly.GetType("Transfer." + definition.Prefix.TrimEnd('.')) is { } home ? [home] : [];

    private static TheoryData<string> KindsOf<T>(Predicate<T> are)
        where T : Construct =>
        new(Samples.OfRecipes.Where(definition => definition.Type.IsAssignableTo(typeof(T)))
            .Where(definition => are((T)Samples.Of(definition))).Select(Samples.NameOf));

    private static Definition Find(string kind) => Samples.Find(kind);
}
