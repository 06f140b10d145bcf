namespace Transfer.Generators.Tests.Analyzers;

/// <summary>Where a mistake inside a phase is shown: at the call in its lambda, and at the phase where there is none.</summary>
public class PhasePlaceTests
{
    [Theory]
    [InlineData(".Then(2, p => p.Unfreeze(\"layer4\").Unfreeze({|TRF003:\"layr3\"|}).LearningRate(1e-4))")]
    [InlineData(".Phase(\"a\", 1, p => p.Unfreeze(\"layer4\", {|TRF003:\"layr3\"|}))")]
    [InlineData(
        ".Phase(\"a\", 1, p => p.Group({|TRF003:\"layr3\"|}, learningRate: 1e-4)).Then(1, p => "
        + "p.UnfreezeFrom({|TRF003:\"layr4\"|}))")]
    [InlineData(".Phase(\"a\", 1, p => Deeper(p).Unfreeze({|TRF003:\"layr4\"|}))")]
    [InlineData(".Phase(\"a\", 1, build: p => p.Unfreeze(layers: {|TRF003:\"layr4\"|}))")]
    public Task In_its_lambda(string steps) => Verify.Program(Program(steps));

    [Theory]
    [InlineData(".{|TRF003:Phase|}(\"a\", 1, Wrong)")]
    [InlineData(".{|TRF003:Phase|}(\"a\", 1, p => Wrong(p))")]
    public Task At_the_phase_when_another_member_builds_it(string steps) => Verify.Program(Program(steps));

    [Fact]
    public Task In_each_of_two_phases_that_are_alike() => Verify.Program(Program(
        ".Then(2, p => p.Unfreeze({|TRF003:\"layr4\"|})).Then(2, p => p.Unfreeze({|TRF003:\"layr4\"|}))"));

    private static string Program(string steps) => $$"""
        using Transfer;
        class C
        {
            Plan P => Backbone.ResNet18().Pretrained().FreezeAll().Head(10){{steps}}.Compile();
            static PhaseBuilder Deeper(PhaseBuilder p) => p.Unfreeze("layer4");
            static PhaseBuilder Wrong(PhaseBuilder p) => p.Unfreeze("layr4");
        }
        """;
}
