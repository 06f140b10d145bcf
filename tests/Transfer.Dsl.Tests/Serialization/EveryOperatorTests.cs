using System.Text.Json;
using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Serialization;

namespace Transfer.Tests.Serialization;

/// <summary>Every operator has JSON: found by reflection, so that a new one can't be forgotten.</summary>
public class EveryOperatorTests
{
    public static TheoryData<Type> Operators => Concrete<Operator>();

    [Theory]
    [MemberData(nameof(Operators))]
    public void Operator_reads_back(Type type)
    {
        var op = Sample<Operator>(type);
        var plan = Tiny.Recipe().Compile();
        var node = plan.Graph.Nodes[1] with { Operator = op };
        var written = Changed(
            plan,
            graph: new Graph("tiny", "features.0", EquatableList.Of(plan.Graph.Nodes[0], node), EquatableList<string>.Empty));

        var json = written.ToJson();

        Assert.Contains($"\"type\":\"{type.Name}\"", json, StringComparison.Ordinal);
        Assert.Equal(op, ReadWithoutChecks(json).Graph.Nodes[1].Operator);
        Assert.All(
            type.GetProperties().Where(property => property.PropertyType.IsEnum),
            property => Assert.Contains($"\"{property.GetValue(op)}\"", json, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_property_of_a_plan_takes_part_in_its_equality()
    {
        var plan = Recipes.TinyWithEverything.Compile();

        Assert.NotEqual(plan, Changed(plan, weights: new WeightsSource.Entry("V2")));
        Assert.NotEqual(plan, Changed(plan, graph: Tiny.Graph));
        Assert.NotEqual(plan, Changed(plan, phase: Longer(plan.Phases[0])));
        Assert.NotEqual(plan, Changed(plan, training: RunSettings.Of(Backbone.ResNet18().BalancedSampling().Steps)));
    }

    // The operators here get numbers that no network has; only their JSON is at stake.
    private static PlanDocument ReadWithoutChecks(string json) =>
        PlanJson.Deserialize(JsonDocument.Parse(json).RootElement);

    private static Phase Longer(Phase phase) => new(
        phase.Name, phase.Epochs + 1, phase.Optimizer, phase.Groups, phase.InferenceNodes, phase.Cut, phase.Cost);

    private static Plan Changed(
        Plan plan, WeightsSource? weights = null, Graph? graph = null, Phase? phase = null, RunSettings? training = null) => new(
        plan.Recipe,
        weights ?? plan.Weights,
        plan.Preprocessing,
        graph ?? plan.Graph,
        plan.Parameters,
        phase is null ? plan.Phases : EquatableList.Of(phase),
        plan.Schedule,
        training ?? plan.Training,
        plan.BatchSize,
        plan.Seed,
        plan.Adaptations,
        plan.Selections,
        plan.Findings);

    private static TheoryData<Type> Concrete<T>() =>
        new(typeof(T).Assembly.GetTypes().Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract));

    private static T Sample<T>(Type type) => (T)Sample(type, 1);

    private static object Sample(Type type, int salt)
    {
        if (type == typeof(int))
        {
            return 2 + salt;
        }

        if (type == typeof(double))
        {
            return salt / 19.0;
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Sample(inner, salt);
        }

        if (type == typeof(string))
        {
            return "text " + salt;
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        }

        var constructor = type.GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).First();
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableList<>)
            ? constructor.Invoke([ArrayOf(type.GetGenericArguments()[0], salt)])
            : constructor.Invoke(
                constructor.GetParameters().Select((parameter, i) => Sample(parameter.ParameterType, salt + i)).ToArray());
    }

    private static Array ArrayOf(Type element, int salt)
    {
        var array = Array.CreateInstance(element, 2);
        array.SetValue(Sample(element, salt), 0);
        array.SetValue(Sample(element, salt + 1), 1);
        return array;
    }
}
