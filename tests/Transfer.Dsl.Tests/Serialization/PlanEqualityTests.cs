using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Tests.Serialization;

public class PlanEqualityTests
{
    [Fact]
    public void Every_property_of_a_plan_takes_part_in_its_equality()
    {
        var plan = Recipes.TinyWithEverything.Compile();

        Assert.NotEqual(plan, Changed(plan, weights: new WeightsSource.Entry("V2")));
        Assert.NotEqual(plan, Changed(plan, graph: Tiny.Graph));
        Assert.NotEqual(plan, Changed(plan, phase: Longer(plan.Phases[0])));
        Assert.NotEqual(plan, Changed(plan, training: RunSettings.Of(Backbone.ResNet18().BalancedSampling().Steps)));
    }

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
}
